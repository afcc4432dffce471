import { button, column, guidedRun, page, problems, say, textsIn } from '../support/page';
import { restartSandbox, sandbox } from '../support/shared-sandbox';

const LOST = /^The sandbox does not answer\./;
const REFUSED = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|503/;

describe('a page whose sandbox goes away', () => {
  /** A browser notes every request that fails; the page must go on all the same. */
  afterEach(() => {
    expect(problems.splice(0).filter((problem) => !REFUSED.test(problem))).toEqual([]);
  });

  it('says so, and goes on without a reload when it is back', async () => {
    await guidedRun();
    await restartSandbox(async () => {
      await page.getByRole('alert').getByText(LOST).waitFor();
      await page.getByRole('status').getByText('Reconnecting', { exact: true }).waitFor();
    });
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await column('Customers').getByText('Nobody has written yet.').waitFor();
    await column('State machines').getByText('No execution.').waitFor();
    await column('Agent’s desk').getByText('When a customer writes').waitFor();
    await sandbox.sms('+14255550182', 'Are you back?');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    await column('Customers').getByRole('log').getByText('Are you back?').waitFor();
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
});
