import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { sandbox } from './shared-sandbox';

/** The sandbox's page in a browser; each test has a fresh one. */
export let page: Page;

/** What no test may leave behind: errors in the console, requests to anywhere else. */
export const problems: string[] = [];

export const column = (name: 'Customers' | 'State machines' | 'Agent’s desk'): Locator =>
  page.getByRole('region', { name, exact: true });
export const button = (name: string | RegExp, within: Locator | Page = page): Locator =>
  within.getByRole('button', { name, exact: true });

/** Opens the page before each test, and fails it for what went wrong behind the scenes. */
export function usePage(): void {
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(45_000);
    page = await context.newPage();
    watch(page);
    await page.goto(sandbox.url);
  });
  afterEach(async () => {
    await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
}

function watch(watched: Page): void {
  watched.on('pageerror', ({ message }) => problems.push(message));
  watched.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  watched.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${sandbox.url}/`) && !url.startsWith('data:')) problems.push(url);
  });
}

/** Three clicks from an empty page to a delivered answer. */
export async function guidedRun(): Promise<void> {
  for (const name of ['Write as a customer', 'Accept the chat', 'Send an answer']) {
    await button(name).click();
  }
  await page.getByText('Delivered.').waitFor();
}

/** The ways between states that an execution took, from top to bottom: `from>to`. */
export async function litEdges(): Promise<{ usual: string[]; caught: string[] }> {
  const waysOf = (selector: string): Promise<string[]> =>
    page.locator(selector).evaluateAll((edges) => edges.map((edge) => edge.dataset.way));
  return {
    usual: await waysOf('.edge.taken:not(.catch)'),
    caught: await waysOf('.edge.taken.catch'),
  };
}

/** Fills a text box and sends it. */
export async function say(box: string | RegExp, text: string): Promise<void> {
  await page.getByRole('textbox', { name: box }).fill(text);
  await page.getByRole('textbox', { name: box }).press('Enter');
}

/** What stands in a conversation, message by message. */
export function textsIn(conversation: Locator): Promise<string[]> {
  return conversation.locator('.bubble > p').allTextContents();
}

/** The first chat in the list is opened. @returns the desk */
export async function openFirstChat(): Promise<Locator> {
  const desk = column('Agent’s desk');
  await desk.getByRole('list', { name: 'Open chats' }).getByRole('button').first().click();
  return desk;
}

/** Changes what the sandbox answers. */
export async function amend<Body>(path: string, change: (own: Body) => Body): Promise<void> {
  await page.route(`${sandbox.url}/sandbox/${path}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: change((await answer.json()) as Body) });
  });
}

/** The keyboard's focus comes to it. */
export function focused(wanted: Locator): Promise<void> {
  return wanted.and(page.locator(':focus')).waitFor();
}

/** Holds answers back until it is opened. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
