import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { Sandbox } from '../support/sandbox';

const docs = join(__dirname, '..', '..', 'docs');
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).click();

/** A conversation in full, with a second customer who waits. */
async function conversation(page: Page, sandbox: Sandbox): Promise<void> {
  for (const name of ['Write as a customer', 'Accept the chat', 'Send an answer']) {
    await press(page, name);
  }
  await page.getByText('Delivered.').waitFor();
  await press(page, 'SendMessenger: succeeded');
  await press(page, /^Close$/);
  await sandbox.sms('+14255550182', 'Do you deliver to Oslo?');
  await page.getByText('waits for an agent').waitFor();
  const customers = page.getByRole('region', { name: 'Customers', exact: true });
  await customers.getByRole('button', { name: /24680135701.*It left/ }).click();
}

/** An answer that the provider refuses for good. */
async function failure(page: Page, sandbox: Sandbox): Promise<void> {
  await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
  await page.getByRole('textbox', { name: 'Answer' }).fill('Shall I call you tomorrow?');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Executions' }).getByText('Shall I call you').click();
  await page.getByRole('button', { name: 'MessageNotDelivered: failed' }).waitFor();
  await press(page, /^Failures/);
  await page.getByRole('list', { name: 'Failures' }).getByText('failed').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
}

async function main(): Promise<void> {
  const sandbox = await Sandbox.start();
  try {
    await take(sandbox);
  } finally {
    await sandbox.stop();
  }
}

async function take(sandbox: Sandbox): Promise<void> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(sandbox.url);
  for (const [file, show] of Object.entries({
    'page.png': conversation,
    'page-failure.png': failure,
  })) {
    await show(page, sandbox);
    await sandbox.settled();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(docs, file) });
  }
  await browser.close();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
