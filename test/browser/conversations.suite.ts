import type { Locator } from 'playwright-core';
import { button, column, openFirstChat, page, problems, say, textsIn } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

const WELCOME = 'Welcome. An agent will be with you shortly.';
const PHOTO = 'Attachment (image): https://example.com/photo.jpg';
const FILE = 'Attachment (file): https://example.com/invoice.pdf';

describe('conversations on the page', () => {
  it.each([
    ['SMS', 'Add an SMS customer'],
    ['Messenger', 'Add a Messenger customer'],
  ])('go back and forth by %s', async (_, add) => {
    await button(add).click();
    await say(/^Message from/, 'Is my order out?');
    await button('Accept this chat', await openFirstChat()).click();
    await say('Answer', 'It left this morning.');
    const phone = column('Customers').getByRole('log');
    await phone.getByText('It left this morning.').waitFor();
    expect(await textsIn(phone)).toEqual(['Is my order out?', WELCOME, 'It left this morning.']);
  });

  it('keep a burst in order', async () => {
    await button('Add an SMS customer').click();
    await button('Burst of 5').click();
    const desk = (await openFirstChat()).getByRole('log');
    await desk.getByText('Message 5 of 5').waitFor();
    const written = (await textsIn(desk)).filter((text) => text.startsWith('Message'));
    expect(written).toEqual([1, 2, 3, 4, 5].map((n) => `Message ${n} of 5`));
  });

  it('carry photos, files, choices and STOP', async () => {
    await button('Add a Messenger customer').click();
    await button('Send a photo').click();
    await button('Send a file').click();
    const desk = await openFirstChat();
    const chat = desk.getByRole('log');
    await chat.getByText(FILE).waitFor();
    expect((await textsIn(chat)).filter((text) => text !== WELCOME)).toEqual([PHOTO, FILE]);
    await button('Accept this chat', desk).click();
    await button('Offer choices', desk).click();
    const executions = column('State machines').getByRole('list', { name: 'Executions' });
    await executions.getByText('Did that help?').waitFor();
    await button('Yes, thank you').click();
    await chat.getByText('Yes, thank you').waitFor();
    await button('Add an SMS customer').click();
    await button('Send STOP').click();
    await column('Customers').getByRole('log').getByText('STOP').waitFor();
    await button('Accept the chat with +14255550101').click();
    await chat.getByText('STOP', { exact: true }).waitFor();
  });

  it('can be transferred, left and ended', async () => {
    await sandbox.sms('+14255550182', 'hello');
    const desk = await openFirstChat();
    await button('Accept this chat', desk).click();
    await button('Transfer', desk).click();
    await desk.getByText('The chat went to another agent.').waitFor();
    await button('Leave', desk).click();
    await button('Accept this chat', desk).click();
    await button('End chat', desk).click();
    await desk.getByText('This chat is over.').waitFor();
    const told = ['The agent has joined.', 'The agent has left.'];
    expect(await desk.getByRole('log').locator('.event').allTextContents()).toEqual([
      ...told,
      'The chat went to another agent.',
      ...told,
      ...told,
      'The chat has ended.',
    ]);
    expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['ENDED']);
  });

  it.each(['سلام، طلبي وين؟', 'שלום, איפה החבילה?'])(
    'carry %s to the agent, and an answer with emoji back, from right to left',
    async (text) => {
      const [answer, rightToLeft] = [`${text} 👩‍👩‍👧`, page.locator(':dir(rtl)')];
      await sandbox.sms('+14255550182', text);
      await button('Accept this chat', await openFirstChat()).click();
      await page.getByRole('textbox', { name: 'Answer' }).fill(answer);
      await page.getByRole('textbox', { name: 'Answer' }).and(rightToLeft).waitFor();
      await page.keyboard.press('Enter');
      for (const log of [column('Customers'), column('Agent’s desk')].map(logIn)) {
        for (const said of [text, answer]) {
          await log.getByText(said, { exact: true }).and(rightToLeft).waitFor();
        }
      }
    },
  );

  it('of two customers at once keep apart', async () => {
    const [one, two] = ['+14255550182', '2468013579'];
    await Promise.all([sandbox.sms(one, 'I am one'), sandbox.messenger(two, 'I am two')]);
    for (const [who, own] of [
      [one, 'I am one'],
      [two, 'I am two'],
    ] as const) {
      await button(`Accept the chat with ${who}`).click();
      await say('Answer', `To whom says ${own}`);
      await column('Customers').getByRole('button', { name: who }).click();
      const phone = logIn(column('Customers'));
      await phone.getByText(`To whom says ${own}`).waitFor();
      expect(await textsIn(phone)).toEqual([own, WELCOME, `To whom says ${own}`]);
    }
  });

  it('show what people write as text', async () => {
    const text = '<img src=x onerror=alert(1)><b>bold</b>';
    await sandbox.messenger('2468013579', text);
    await (await openFirstChat()).getByRole('log').getByText(text).waitFor();
    await column('Customers').getByRole('log').getByText(text).waitFor();
    expect(await page.locator('img, b').count()).toBe(0);
  });

  it('say in a sentence what the sandbox refuses', async () => {
    await sandbox.sms('+14255550182', 'hello');
    const desk = await openFirstChat();
    await button('Accept this chat', desk).click();
    await page.route('**/end', async (route) => {
      const [chat] = await sandbox.contacts();
      await sandbox.end(chat?.contactId ?? '');
      await route.continue();
    });
    await button('End chat', desk).click();
    await page.getByRole('alert').getByText('This chat has ended.').waitFor();
    expect(problems.splice(0)).toEqual([expect.stringContaining('409')]);
  });
});

const logIn = (within: Locator) => within.getByRole('log');
