import { button, column, guidedRun, litEdges, page, problems, say, textsIn } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const ANSWER = 'It left this morning and arrives tomorrow.';

describe('the first run', () => {
  it('leads from an empty page to a delivered answer in three clicks', async () => {
    await guidedRun();
    const phone = column('Customers').getByRole('log');
    await phone.getByText(ANSWER).waitFor();
    expect(await textsIn(phone)).toEqual([
      'Hello! Where is my parcel?',
      'Welcome. An agent will be with you shortly.',
      ANSWER,
    ]);
    expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['WITH_AGENT']);
  });

  it('accepts no chat before the message is in it', async () => {
    const api = 'connectparticipant:SendMessage';
    await sandbox.faults({ api, mode: 'delay', delayMs: 500 });
    await guidedRun();
    expect(await textsIn(column('Agent’s desk').getByRole('log'))).toEqual([
      'Welcome. An agent will be with you shortly.',
      'Hello! Where is my parcel?',
      ANSWER,
    ]);
  });

  it('shows the way of the answer through the state machine', async () => {
    await guidedRun();
    for (const state of ['IsForCustomer', 'SendMessenger', 'MessageSent']) {
      await button(`${state}: succeeded`).waitFor();
    }
    await button('SendSms: not entered').waitFor();
    expect(await litEdges()).toEqual({
      usual: [
        'IsForCustomer>LookUpContact',
        'LookUpContact>IsContactKnown',
        'IsContactKnown>UseContact',
        'UseContact>WhatHappened',
        'WhatHappened>SendMessenger',
        'SendMessenger>MessageSent',
      ],
      caught: [],
    });
  });

  it('shows what went into a state and what came out', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    const details = page.getByRole('complementary', { name: 'SendMessenger' });
    expect(await details.getByRole('region', { name: 'Input' }).textContent()).toContain(ANSWER);
    expect(await details.getByRole('region', { name: 'Output' }).textContent()).toContain(
      'providerMessageIds',
    );
    expect(await details.getByRole('definition').allTextContents()).toEqual([
      'succeeded',
      expect.stringMatching(/^\d+ ms$|^\d+\.\d s$/),
      '0',
    ]);
  });

  it('shows with which error a state failed', async () => {
    await guidedRun();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await say('Answer', 'Are you still there?');
    await button('SendMessenger: caught').click();
    const details = page.getByRole('complementary', { name: 'SendMessenger' });
    expect(await details.locator('.error').textContent()).toMatch(
      /^Refused .*Graph API: HTTP 400, code 551/,
    );
  });

  it('counts a step that was done by hand', async () => {
    await sandbox.messenger('2468013579', 'I wrote by curl');
    await button('Accept', column('Agent’s desk'))
      .or(button(/^Accept the chat with/))
      .click();
    await button('Send an answer').waitFor();
  });

  it('is there again after a reload, with everything that happened', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    await button('Deliveries').click();
    await page.reload();
    await page.getByRole('row').filter({ hasText: '→ in' }).waitFor();
    await column('Customers').getByRole('log').getByText(ANSWER).waitFor();
    await column('Agent’s desk').getByRole('log').getByText(ANSWER).waitFor();
    await page.getByRole('complementary', { name: 'SendMessenger' }).waitFor();
  });

  it('forgets everything on reset', async () => {
    await guidedRun();
    await button('Reset').click();
    await button('Write as a customer').waitFor();
    await page.getByText('Nobody has written yet.').waitFor();
  });

  it('stays where somebody writes, on a screen too small for all of it', async () => {
    await page.setViewportSize({ width: 700, height: 600 });
    await guidedRun();
    await button('MessageSent: succeeded').waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  it('works without a mouse', async () => {
    await tabTo('Write as a customer');
    await page.keyboard.press('Enter');
    for (const next of ['Accept the chat', 'Send an answer']) {
      await page.locator(':focus').getByText(next, { exact: true }).waitFor();
      await page.keyboard.press('Enter');
    }
    await page.getByText('Delivered.').waitFor();
    await tabTo('IsForCustomer: succeeded');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { level: 3 }).waitFor();
  });

  it('writes once, however often one presses', async () => {
    await page.addInitScript(PRESS_ALWAYS);
    await page.reload();
    await button('Accept the chat').waitFor();
    await sandbox.settled();
    expect(await sandbox.saidBy('24680135701')).toEqual([['Hello! Where is my parcel?']]);
  });

  it('takes another press where the first one failed', async () => {
    await page.route('**/sandbox/messenger', (route) => route.abort(), { times: 1 });
    await button('Write as a customer').click();
    await page.getByRole('alert').waitFor();
    await button('Write as a customer').click();
    await button('Accept the chat').waitFor();
    expect(problems.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  it('speaks of the channel that the customer has', async () => {
    await page.getByText('Somebody writes to your Facebook page.').waitFor();
    await button('Add an SMS customer').click();
    await page.getByText('Somebody writes to your number.').waitFor();
  });

  it('leads on whoever presses a step in the moment it appears', async () => {
    await page.addInitScript(PRESS_AT_ONCE);
    await page.reload();
    await page.locator(':focus').getByText('Accept the chat', { exact: true }).waitFor();
  });

  it('needs no mouse for a conversation of one’s own, nor for its faults', async () => {
    const { keyboard } = page;
    const enter = async (name: string) => {
      await tabTo(name);
      await keyboard.press('Enter');
    };
    await enter('Add an SMS customer');
    await tabTo('Message from +14255550101');
    await keyboard.type('Is it open today?');
    await keyboard.press('Enter');
    await button('Accept the chat with +14255550101').waitFor();
    await enter('Accept the chat with +14255550101');
    await page.getByRole('textbox', { name: 'Answer' }).waitFor();
    await tabTo('Answer');
    await keyboard.type('Until six.');
    await keyboard.press('Enter');
    await column('Customers').getByRole('log').getByText('Until six.').waitFor();
    await enter('Faults');
    await tabTo('SMS throttles');
    await keyboard.press('Space');
    await button('Faults1').waitFor();
    await enter('End chat');
    await column('Agent’s desk').getByText('This chat is over.').waitFor();
  });

  it('gives the last call to a terminal', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button('Write as a customer').click();
    await button(/Copy as curl/).click();
    await button(/Copied/).waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(
      `curl -X POST '${sandbox.url}/sandbox/messenger' -H 'content-type: application/json' -d '{"from":"24680135701","text":"Hello! Where is my parcel?"}'`,
    );
  });
});

/** Before anything else of the page runs, and so before Preact's effects. */
const PRESS_AT_ONCE = `
  new MutationObserver((_, observer) => {
    const first = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Write as a customer',
    );
    if (!first) return;
    observer.disconnect();
    first.focus();
    first.click();
  }).observe(document, { childList: true, subtree: true });
`;

/** Whenever it can be pressed, as soon as anything of the page changes. */
const PRESS_ALWAYS = `
  new MutationObserver(() => {
    const first = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Write as a customer',
    );
    if (!first?.disabled) first?.click();
  }).observe(document, { attributes: true, childList: true, subtree: true });
`;

/** Presses the tab key until it reaches what has this name. */
async function tabTo(name: string): Promise<void> {
  const wanted = page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('switch', { name, exact: true }))
    .or(page.getByRole('textbox', { name, exact: true }));
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error(`The tab key does not lead to ${name}.`);
}
