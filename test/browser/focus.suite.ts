import {
  amend,
  button,
  column,
  focused,
  guidedRun,
  openFirstChat,
  page,
  problems,
} from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const answer = () => page.getByRole('textbox', { name: 'Answer' });

/** Presses by keyboard what goes away by it. */
async function enter(name: string): Promise<void> {
  await button(name).focus();
  await page.keyboard.press('Enter');
}

describe('the keyboard’s focus', () => {
  it.each(['Accept the chat with +14255550182', 'Accept this chat'])(
    'goes from “%s” to the answer',
    async (name) => {
      await sandbox.sms('+14255550182', 'hello');
      await openFirstChat();
      await enter(name);
      await focused(answer());
    },
  );

  it('goes from the chat that is left to taking it again, and from its end to what is said of it', async () => {
    await guidedRun();
    await enter('Leave');
    await focused(button('Accept this chat'));
    await page.keyboard.press('Enter');
    await focused(answer());
    await enter('End chat');
    await focused(page.getByText('This chat is over.'));
  });

  it('goes from the box where one writes to the end of the chat, too', async () => {
    await guidedRun();
    await answer().focus();
    await sandbox.end((await sandbox.contacts())[0]?.contactId ?? '');
    await focused(page.getByText('This chat is over.'));
  });

  it('goes from a quick reply to the customer’s own words', async () => {
    await guidedRun();
    await button('Offer choices').click();
    await enter('Yes, thank you');
    await focused(page.getByRole('textbox', { name: /^Message from/ }));
  });

  it('goes from a notice to the columns', async () => {
    await button('Add an SMS customer').click();
    const refusal = { status: 400, json: { message: 'Not now.' } };
    await page.route('**/sandbox/sms', (route) => route.fulfill(refusal));
    await button('Send STOP').click();
    await enter('Dismiss');
    await focused(button('Add an SMS customer'));
    expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('goes from the last of the earlier messages to the messages', async () => {
    await amend<object[]>('arrivals', () => arrivalsOf(70));
    await page.reload();
    await enter('Show earlier (10)');
    await focused(column('Customers').getByRole('log'));
  });
});

describe('what one reads', () => {
  const phone = () => column('Customers').getByRole('log');

  it('stays in its place while more arrives', async () => {
    await amend<object[]>('arrivals', () => arrivalsOf(100));
    await page.reload();
    await phone().getByText('Message 99', { exact: true }).waitFor();
    const first = phone().getByText('Message 40', { exact: true });
    await first.scrollIntoViewIfNeeded();
    const before = await first.boundingBox();
    for (let n = 100; n < 105; n += 1) await sandbox.sms(FROM, `Message ${n}`);
    await phone().getByText('Message 104', { exact: true }).waitFor({ state: 'attached' });
    const after = await first.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(4);
    await button('Show earlier (40)', phone()).waitFor();
  });

  it('is the customer who was just added, however long the list', async () => {
    await amend<object[]>('arrivals', () => arrivalsOf(40, (n) => `+1425555${2000 + n}`));
    await page.reload();
    await column('Customers').getByRole('listitem').nth(39).waitFor();
    await button('Add an SMS customer').click();
    const list = column('Customers').getByRole('list', { name: 'Customers' });
    await list.getByRole('listitem').nth(40).waitFor();
    const [outer, inner] = await Promise.all([
      list.boundingBox(),
      list.getByRole('button', { pressed: true }).boundingBox(),
    ]);
    const bottom = (box: typeof outer) => (box?.y ?? 0) + (box?.height ?? 0);
    expect(bottom(inner)).toBeLessThanOrEqual(bottom(outer));
  });
});

const FROM = '+14255550182';

function arrivalsOf(count: number, from = (_: number) => FROM): object[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `arrival-${n}`,
    channel: 'sms',
    at: new Date(Date.parse('2026-11-20T10:00:00Z') + n * 1_000).toISOString(),
    status: 202,
    tookMs: 1,
    body: '{}',
    messages: [{ id: `message-${n}`, from: from(n), text: `Message ${n}` }],
  }));
}
