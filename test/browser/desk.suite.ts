import { amend, button, column, openFirstChat, page, say } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const ONE = '+14255550182';
const TWO = '+14255550183';
const desk = () => column('Agent’s desk');
const rows = () => desk().getByRole('list', { name: 'Open chats' }).getByRole('listitem');
const rowOf = (who: string) => rows().filter({ hasText: who });

describe('the agent’s desk', () => {
  it('shows who waits first, what was said last, and what is not read', async () => {
    await sandbox.sms(ONE, 'I am first');
    await sandbox.sms(TWO, 'I am second');
    await button(`Accept the chat with ${TWO}`).click();
    await rowOf(TWO).getByText('with you', { exact: true }).waitFor();
    const unread = (who: string) => rowOf(who).getByRole('img', { name: 'unread' });
    await unread(ONE).waitFor();
    expect(await unread(TWO).count()).toBe(0);
    expect(await rows().first().textContent()).toContain(ONE);
    await rowOf(ONE).getByRole('button').first().click();
    await unread(ONE).waitFor({ state: 'detached' });
    await sandbox.sms(TWO, 'Are you still there?');
    await unread(TWO).waitFor();
    await rowOf(TWO).getByText('Are you still there?').waitFor();
    await page.reload();
    await unread(TWO).waitFor();
    expect(await unread(ONE).count()).toBe(0);
  });

  it('loads a chat once, and loses nothing that is said meanwhile', async () => {
    await sandbox.sms(ONE, 'hello');
    await sandbox.settled();
    let loads = 0;
    await page.route('**/sandbox/contacts/*', async (route) => {
      loads += 1;
      const before = await route.fetch();
      await sandbox.sms(ONE, 'Is anybody there?');
      await sandbox.settled();
      await rowOf(ONE).getByText('Is anybody there?').waitFor();
      await route.fulfill({ response: before });
    });
    const log = (await openFirstChat()).getByRole('log');
    await log.getByText('hello').waitFor();
    await log.getByText('Is anybody there?').waitFor();
    expect(loads).toBe(1);
  });

  it('shows ended chats by the page', async () => {
    await amend<object[]>('contacts', () =>
      Array.from({ length: 60 }, (_, n) => ({
        contactId: `chat-${n}`,
        status: 'ENDED',
        channel: 'sms',
        vendorId: `+1425555${1000 + n}`,
        displayName: 'Customer',
        startedAt: '2026-11-20T10:00:00.000Z',
      })),
    );
    await page.reload();
    await desk().getByText('Ended (60)').click();
    const ended = desk().getByRole('list', { name: 'Ended chats' }).getByRole('listitem');
    expect(await ended.count()).toBe(50);
    await button('Show earlier (10)', desk()).click();
    await ended.nth(59).waitFor();
  });

  it('names who tells that an answer was not delivered', async () => {
    await sandbox.messenger('2468013579', 'Not delivered to the customer: my parcel.');
    await button('Accept this chat', await openFirstChat()).click();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, status: 400 });
    await say('Answer', 'Are you there?');
    const told = desk().getByRole('log').locator('.bubble', { hasText: 'Not delivered to' });
    await told.nth(1).getByText('Connect messaging').waitFor();
    expect(await told.getByText('Connect messaging').count()).toBe(1);
    expect(await told.first().textContent()).toContain('my parcel');
  });

  it('tells the day of what is not of today', async () => {
    await sandbox.sms(ONE, 'today');
    const log = (await openFirstChat()).getByRole('log');
    const time = (text: string) => log.locator('.bubble', { hasText: text }).getByRole('time');
    expect(await time('today').textContent()).toMatch(/^\d\d:\d\d:\d\d$/);
    await sandbox.advance(86_400);
    await sandbox.sms(ONE, 'tomorrow');
    const dayAndTime = /^\d+ [A-Z][a-z]+, \d\d:\d\d:\d\d$/;
    expect(await time('tomorrow').textContent()).toMatch(dayAndTime);
  });
});
