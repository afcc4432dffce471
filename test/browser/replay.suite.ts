import { button, column, guidedRun, page, say } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

describe('replay on the page', () => {
  const fail = async (text: string) => {
    await guidedRun();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await say('Answer', text);
    await button(/^Failures/).click();
    const failure = page.getByRole('list', { name: 'Failures' }).getByRole('listitem');
    const own = failure.filter({ hasText: text });
    await own.getByText('failed', { exact: true }).waitFor();
    await sandbox.faults();
    return own;
  };

  it('brings a failed answer to the customer after all', async () => {
    const failure = await fail('Are you still there?');
    await button('Replay: Are you still there?', failure).dblclick();
    await column('Customers').getByRole('log').getByText('Are you still there?').waitFor();
    await failure.getByText('replayed', { exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('leaves what was discarded', async () => {
    const failure = await fail('Never mind');
    await button('Discard: Never mind', failure).click();
    await failure.getByText('discarded', { exact: true }).waitFor();
    expect(await button('Replay: Never mind', failure).isEnabled()).toBe(false);
  });
});
