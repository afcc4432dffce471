import { button, column, guidedRun, page, problems, say } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const ONE = '+14255550182';
const TWO = '2468013579';
const box = (name: string) => page.getByRole('textbox', { name, exact: true });
const row = (name: string, within: 'Customers' | 'Agent’s desk') =>
  column(within).getByRole('listitem').filter({ hasText: name }).getByRole('button').first();

describe('what is being written', () => {
  it('stays, with the phone, when somebody else writes', async () => {
    await sandbox.sms(ONE, 'hello');
    await box(`Message from ${ONE}`).pressSequentially('Half a');
    await sandbox.messenger(TWO, 'me too');
    await row(TWO, 'Customers').waitFor();
    await page.keyboard.type(' sentence');
    expect(await box(`Message from ${ONE}`).inputValue()).toBe('Half a sentence');
  });

  it('is there again on either phone, and after a reload', async () => {
    await sandbox.sms(ONE, 'hello');
    await sandbox.messenger(TWO, 'me too');
    for (const who of [ONE, TWO]) {
      await row(who, 'Customers').click();
      await box(`Message from ${who}`).fill(`Draft of ${who}`);
    }
    await row(ONE, 'Customers').click();
    expect(await box(`Message from ${ONE}`).inputValue()).toBe(`Draft of ${ONE}`);
    await page.reload();
    await row(TWO, 'Customers').click();
    expect(await box(`Message from ${TWO}`).inputValue()).toBe(`Draft of ${TWO}`);
  });

  it('is there again in either chat, until it is sent', async () => {
    await sandbox.sms(ONE, 'hello');
    await sandbox.messenger(TWO, 'me too');
    for (const who of [ONE, TWO]) {
      await button(`Accept the chat with ${who}`).click();
      await box('Answer').fill(`Draft for ${who}`);
    }
    await row(ONE, 'Agent’s desk').click();
    expect(await box('Answer').inputValue()).toBe(`Draft for ${ONE}`);
    await box('Answer').press('Enter');
    await row(TWO, 'Agent’s desk').click();
    expect(await box('Answer').inputValue()).toBe(`Draft for ${TWO}`);
    await row(ONE, 'Agent’s desk').click();
    expect(await box('Answer').inputValue()).toBe('');
  });

  it('is not overwritten by what was refused meanwhile', async () => {
    await sandbox.sms(ONE, 'hello');
    await page.route('**/sandbox/sms', async (route) => {
      await box(`Message from ${ONE}`).fill('two');
      await route.fulfill({ status: 400, json: { message: 'Not now.' } });
    });
    await say(`Message from ${ONE}`, 'one');
    await page.getByRole('alert').getByText('Not now.').waitFor();
    expect(await box(`Message from ${ONE}`).inputValue()).toBe('two');
    expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('is told to the customer’s side as typing, and leaves error and last call in sight', async () => {
    await guidedRun();
    await page.route('**/end', (route) =>
      route.fulfill({ status: 400, json: { message: 'Not now.' } }),
    );
    await button('End chat').click();
    await page.getByRole('alert').getByText('Not now.').waitFor();
    const told = page.waitForResponse('**/events');
    await box('Answer').pressSequentially('I am');
    expect((await told).request().postDataJSON()).toEqual({ type: 'typing' });
    expect(await page.getByRole('alert').textContent()).toContain('Not now.');
    expect(await button(/Copy as curl/).textContent()).toContain('/end → 400');
    const [chat] = await sandbox.chatsOf('24680135701');
    const typing = 'application/vnd.amazonaws.connect.event.typing';
    expect(chat?.transcript.map(({ contentType }) => contentType)).toContain(typing);
    expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
  });
});
