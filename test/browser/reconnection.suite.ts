import { button, column, gate, guidedRun, page, problems, say, textsIn } from '../support/page';
import { restartSandbox, sandbox } from '../support/shared-sandbox';

const LOST = /^The sandbox does not answer\./;
/** Whom the first steps write as. */
const GUIDED = '24680135701';
const WELCOME = 'Welcome. An agent will be with you shortly.';
const REFUSED = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|503/;

describe('a page whose sandbox goes away', () => {
  /** A browser notes every request that fails; the page must go on all the same. */
  afterEach(() => {
    expect(problems.splice(0).filter((problem) => !REFUSED.test(problem))).toEqual([]);
  });

  it('says so, and goes on without a reload with what there is when it is back', async () => {
    await guidedRun();
    const started = gate();
    await page.route('**/sandbox/events', async (route) => {
      await started.opened;
      await route.continue();
    });
    await restartSandbox(async () => {
      await page.getByRole('alert').getByText(LOST).waitFor();
      await page.getByRole('status').getByText('Reconnecting', { exact: true }).waitFor();
    });
    await sandbox.messenger(GUIDED, 'Are you back?');
    await sandbox.settled();
    const [chat] = await sandbox.contacts();
    await sandbox.agentSays(chat?.contactId ?? '', 'As you see.');
    await sandbox.settled();
    started.open();
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    const phone = column('Customers').getByRole('log');
    await phone.getByText('As you see.').waitFor();
    expect(await textsIn(phone)).toEqual(['Are you back?', WELCOME, 'As you see.']);
    expect(await column('State machines').getByText('parcel').count()).toBe(0);
    await column('Agent’s desk').getByText('with you').waitFor();
  });

  it('keeps what was being written, and says what was not done', async () => {
    await guidedRun();
    await page.route('**/messages', (route) => route.abort());
    await say('Answer', 'Can you hear me?');
    await page.getByRole('alert').getByText(LOST).waitFor();
    const box = page.getByRole('textbox', { name: 'Answer' });
    expect(await box.inputValue()).toBe('Can you hear me?');
    expect(problems.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
  });

  it('tries again where the sandbox is still starting', async () => {
    await sandbox.sms('+14255550182', 'hello');
    let isStarting = true;
    await page.route('**/sandbox/events', async (route) => {
      if (!isStarting) return route.continue();
      isStarting = false;
      return route.fulfill({ status: 503, json: { error: 'Starting' } });
    });
    await page.reload();
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    const phone = column('Customers').getByRole('log');
    await phone.getByText('hello').waitFor();
    expect(isStarting).toBe(false);
    expect((await textsIn(phone))[0]).toBe('hello');
    await button('Close guide').waitFor();
  });

  it('says that it connects, and nothing of what it does not know yet', async () => {
    const held = gate();
    await page.route('**/sandbox/contacts', async (route) => {
      await held.opened;
      await route.continue();
    });
    await page.reload();
    await page.getByRole('status').getByText('Connecting', { exact: true }).waitFor();
    expect(await page.getByText(/^Nobody|^No execution|^nobody/).count()).toBe(0);
    held.open();
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    await page.getByText('Nobody has written yet.').waitFor();
  });
});
