import { button, column, guidedRun, page, textsIn } from '../support/page';
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

  it('shows the way of the answer through the state machine', async () => {
    await guidedRun();
    for (const state of ['IsForCustomer', 'SendMessenger', 'MessageSent']) {
      await button(`${state}: succeeded`).waitFor();
    }
    await button('SendSms: not entered').waitFor();
  });

  it('shows what went into a state and what came out', async () => {
    await guidedRun();
    await button('SendMessenger: succeeded').click();
    const details = page.getByRole('complementary', { name: 'SendMessenger' });
    expect(await details.getByRole('region', { name: 'Input' }).textContent()).toContain(ANSWER);
    expect(await details.getByRole('region', { name: 'Output' }).textContent()).toContain(
      'providerMessageIds',
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
    await page.reload();
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

  it('works without a mouse', async () => {
    const press = async (name: string) => {
      await button(name).focus();
      await page.keyboard.press('Enter');
    };
    await tabTo('Write as a customer');
    await page.keyboard.press('Enter');
    await button('Accept the chat').waitFor();
    await press('Accept the chat');
    await button('Send an answer').waitFor();
    await press('Send an answer');
    await page.getByText('Delivered.').waitFor();
    await tabTo('IsForCustomer: succeeded');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { level: 3 }).waitFor();
  });
});

/** Presses the tab key until it reaches the button. */
async function tabTo(name: string): Promise<void> {
  const focused = page.locator(':focus');
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused.count()) === 0) continue;
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent());
    if (label === name) return;
  }
  throw new Error(`The tab key does not lead to ${name}.`);
}
