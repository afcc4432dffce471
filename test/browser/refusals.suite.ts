import type { Route } from 'playwright-core';
import { amend, button, column, gate, page, problems } from '../support/page';

const refusal = { status: 400, json: { message: 'Not now.' } };

/** Counts the calls of a path, and answers them. */
async function counting(path: string, answer: (route: Route) => Promise<void>) {
  const calls = { count: 0 };
  await page.route(`**/sandbox/${path}`, (route) => {
    calls.count += 1;
    return answer(route);
  });
  return calls;
}

describe('what does not go as it should', () => {
  it('ends a burst at the first refusal', async () => {
    await button('Add an SMS customer').click();
    const calls = await counting('sms', (route) => route.fulfill(refusal));
    await button('Burst of 5').click();
    await page.getByRole('alert').getByText('Not now.').waitFor();
    await page.locator('button:not([aria-disabled])', { hasText: 'Burst of 5' }).waitFor();
    expect(calls.count).toBe(1);
    expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('is a sentence where the answer is no JSON', async () => {
    await button('Add an SMS customer').click();
    await counting('sms', (route) => route.fulfill({ status: 502, body: '<html>' }));
    await button('Send STOP').click();
    const sentence = 'POST /sandbox/sms was answered with 502, and not with JSON.';
    await page.getByRole('alert').getByText(sentence).waitFor();
    expect(problems.splice(0)).toEqual([expect.stringContaining('502')]);
  });

  it('is done once, though pressed twice', async () => {
    await button('Add an SMS customer').click();
    const second = gate();
    const calls = await counting('reset', async (route) => {
      await second.opened;
      await route.continue();
    });
    await button('Reset').dblclick();
    second.open();
    await page.getByText('Nobody has written yet.').waitFor();
    expect(calls.count).toBe(1);
  });

  it('shows on the phone what the webhook did not take, until it takes it', async () => {
    const arrival = { channel: 'sms', at: '2026-11-20T10:00:00.000Z', tookMs: 1, body: '{}' };
    const messages = [{ id: 'm_1', from: '+14255550182', text: 'Is it there?' }];
    let statuses = [401];
    await amend<object[]>('arrivals', () =>
      statuses.map((status) => ({ ...arrival, id: `arrival-${status}`, status, messages })),
    );
    await page.reload();
    const phone = column('Customers').getByRole('log');
    await phone.getByText('✗ not taken').waitFor();
    statuses = [401, 202];
    await page.reload();
    await phone.getByText('Is it there?').waitFor();
    expect(await phone.getByText('not taken').count()).toBe(0);
  });
});
