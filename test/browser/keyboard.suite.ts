import { button, column, guidedRun, page } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const focused = () => page.locator(':focus');
const nameOfFocused = () => focused().getAttribute('aria-label');
const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());

describe('the keyboard', () => {
  it('goes back to the state when its details are closed', async () => {
    await guidedRun();
    await button('IsForCustomer: succeeded').focus();
    await press('ArrowDown', 'Enter');
    const state = await nameOfFocused();
    await button('Close').focus();
    await press('Enter');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await nameOfFocused()).toBe(state);
  });

  it('goes back to the execution when its details are closed', async () => {
    await guidedRun();
    await page.locator('.caption').getByRole('button').click();
    await button('Close').focus();
    await press('Enter');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await focused().textContent()).toMatch(/-1$/);
  });

  it('goes to the rules in force when one of them is removed', async () => {
    await button('Faults').click();
    await page.getByRole('switch', { name: 'SMS throttles' }).check();
    await button('Remove the rule for sms-voice:SendTextMessage').focus();
    await press('Enter');
    await page.getByText('None: everything works.').waitFor();
    expect(await focused().textContent()).toBe('Rules in force');
    await press('Tab');
    expect(
      await focused()
        .and(page.getByLabel('API', { exact: true }))
        .count(),
    ).toBe(1);
  });

  it('goes on with the page when the guide is closed', async () => {
    await button('Close guide').focus();
    await press('Enter', 'Tab');
    await page.getByRole('region', { name: 'First steps' }).waitFor({ state: 'detached' });
    expect(await column('Customers').locator(':focus').count()).toBe(1);
  });

  it('keeps its place among the states while messages arrive; following waits, and says so', async () => {
    await guidedRun();
    await button('IsForCustomer: succeeded').focus();
    await press('ArrowDown', 'ArrowDown');
    const place = await nameOfFocused();
    await page.getByText('Follow live: waits').waitFor();
    await sandbox.sms('+14255550182', 'hello');
    await column('Agent’s desk').getByText('waits for an agent').waitFor();
    await sandbox.settled();
    expect(await nameOfFocused()).toBe(place);
    await button('Reset').focus();
    await button('SendToAgent: succeeded').waitFor();
  });

  it('has one stop for all executions, and arrows from one to the next', async () => {
    await guidedRun();
    const rows = page.getByRole('list', { name: 'Executions' }).getByRole('button');
    expect(await rows.and(page.locator('[tabindex="0"]')).count()).toBe(1);
    await rows.first().focus();
    await press('ArrowDown');
    expect(await rows.nth(1).and(focused()).count()).toBe(1);
    await press('Tab', 'Shift+Tab');
    expect(await rows.nth(1).and(focused()).count()).toBe(1);
    await press('ArrowUp', 'Enter');
    expect(await rows.first().getAttribute('aria-pressed')).toBe('true');
  });

  it('skips to the desk', async () => {
    await guidedRun();
    await page.reload();
    await column('Agent’s desk').getByRole('log').waitFor();
    await press('Tab', 'Tab', 'Tab');
    await focused().getByText('Skip to the desk').waitFor();
    await press('Enter', 'Tab');
    expect(await column('Agent’s desk').locator(':focus').count()).toBe(1);
  });
});
