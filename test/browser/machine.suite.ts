import { button, column, guidedRun, page } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const rows = () => page.getByRole('list', { name: 'Executions' }).getByRole('listitem');
const search = () => page.getByRole('searchbox', { name: 'Search executions' });
const inspector = () => page.getByRole('complementary');

describe('the executions', () => {
  it('are found by the customer’s number, in both directions', async () => {
    await sandbox.sms('+14255550182', 'Is it open?');
    await sandbox.messenger('2468013579', 'Somebody else');
    await column('Agent’s desk').getByText('2 wait', { exact: true }).waitFor();
    await sandbox.settled();
    await search().fill('5550182');
    expect(await rows().getByText('Is it open?').getAttribute('dir')).toBe('auto');
    await page.getByLabel('Direction').selectOption('to the customer');
    await rows().getByText('Welcome.').waitFor();
    expect(await rows().count()).toBe(1);
    await page.getByLabel('Direction').selectOption('to the agent');
    await rows().getByText('Is it open?').waitFor();
    expect(await rows().count()).toBe(1);
  });

  it('name customer and attempt, and the day where it is not today’s', async () => {
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'throttle', times: 3 });
    await sandbox.sms('+14255550182', 'Is it open?');
    await rows().getByText('…0182 attempt 2').waitFor();
    const first = rows().filter({ hasText: /…0182\s*$/ });
    expect(await first.first().textContent()).not.toMatch(/\d [A-Z][a-z]+, \d\d:/);
    await sandbox.settled();
    await sandbox.advance(2 * 86_400);
    await rows()
      .getByText(/\d [A-Z][a-z]+, \d\d:/)
      .first()
      .waitFor();
  });

  it('leave out who types and joins, until one asks for it', async () => {
    await guidedRun();
    await sandbox.settled();
    expect(await rows().getByText('participant.joined').count()).toBe(0);
    await page.getByLabel('with typing, joining, …').check();
    await rows().getByText('participant.joined').waitFor();
  });

  it('are all listed again after a reset', async () => {
    await guidedRun();
    await search().fill('nothing like it');
    await page.getByText('No execution like this.').waitFor();
    await button('Reset').click();
    await button('Write as a customer').click();
    await rows().getByText('Hello! Where is my parcel?').waitFor();
    expect(await search().inputValue()).toBe('');
  });
});

describe('a state that is inspected', () => {
  it('stays so from one execution of the machine to the next', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    await rows().getByText('Welcome.').click();
    await inspector().getByRole('region', { name: 'Input' }).getByText('Welcome.').waitFor();
    expect(await inspector().getAttribute('aria-label')).toBe('SendMessenger');
  });

  it('is closed where another machine is followed', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    await page.getByRole('switch', { name: 'Follow live' }).check();
    await sandbox.sms('+14255550182', 'hello');
    await button('SendToAgent: succeeded').waitFor();
    expect(await inspector().count()).toBe(0);
  });

  it('says what was caught before it succeeded', async () => {
    await sandbox.sms('+14255550182', 'hello');
    await sandbox.settled();
    const [chat] = await sandbox.contacts();
    await sandbox.post(`/sandbox/contacts/${chat?.contactId}/end`, { notice: false });
    await sandbox.sms('+14255550182', 'Are you still there?');
    const state = button('SendToAgent: succeeded after a caught error');
    await state.locator('.mark').getByText('!').waitFor();
    await state.click();
    await inspector().getByText('failed, and the error was caught').waitFor();
    await inspector().getByText('succeeded', { exact: true }).waitFor();
  });
});
