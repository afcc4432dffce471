import { button, column, guidedRun, litEdges, page, say } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

describe('troubles on the page', () => {
  it('shows the retries that a throttle costs, and the message that arrives all the same', async () => {
    await button('Faults').click();
    await page.getByRole('switch', { name: 'Streaming throttles' }).check();
    await page.getByText('connect:StartContactStreaming throttle, 1 more').waitFor();
    await button('Write as a customer').click();
    const state = button('StartStreaming: succeeded, 1 retry');
    await state.getByText('↻ 1', { exact: true }).waitFor();
    await button('Accept the chat').waitFor();
  });

  it('shows a caught error and where it led', async () => {
    await guidedRun();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await say('Answer', 'Are you still there?');
    await button('SendMessenger: caught').click();
    await page.getByText('failed, and the error was caught').waitFor();
    await button('MessageNotDelivered: failed').waitFor();
    expect((await litEdges()).caught).toEqual(['SendMessenger>DidAgentWrite']);
    await column('Agent’s desk').getByRole('button', { name: '✗ failed' }).first().waitFor();
  });

  it('lists a failure with its error', async () => {
    await guidedRun();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await say('Answer', 'Are you still there?');
    await button(/^Failures/).click();
    const failure = page.getByRole('list', { name: 'Failures' }).getByRole('listitem');
    await failure.getByText('Are you still there?').waitFor();
    await failure.getByText('failed', { exact: true }).waitFor();
    expect(await failure.locator('.error').textContent()).toBe(
      'Refused Graph API: HTTP 400, code 551',
    );
    expect(await button('Replay: Are you still there?', failure).isEnabled()).toBe(true);
  });

  it('finds executions by text and by status', async () => {
    await guidedRun();
    const list = page.getByRole('list', { name: 'Executions' }).getByRole('listitem');
    await page.getByRole('searchbox', { name: 'Search executions' }).fill('parcel');
    await list.first().getByText('Hello! Where is my parcel?').waitFor();
    expect(await list.count()).toBe(1);
    await page.getByLabel('Status').selectOption('FAILED');
    await page.getByText('No execution like this.').waitFor();
  });

  it('lists what was delivered in both directions, with the payload', async () => {
    await guidedRun();
    await button('Deliveries').click();
    const rows = page.getByRole('row').filter({ hasText: '→ in' });
    await rows.getByText('JSON').click();
    expect(await rows.textContent()).toMatch(/200 in \d+ ms.*"object": "page"/s);
  });

  it('skips time', async () => {
    await button('Clock').click();
    await button('Skip 24 hours').click();
    await page.getByText('24 hours ahead').waitFor();
  });
});
