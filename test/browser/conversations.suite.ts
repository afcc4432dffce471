import { button, column, page, problems, say, textsIn } from '../support/page';
import { sandbox } from '../support/shared-sandbox';

describe('conversations on the page', () => {
  it.each([
    ['SMS', 'Add an SMS customer'],
    ['Messenger', 'Add a Messenger customer'],
  ])('go back and forth by %s', async (_, add) => {
    await button(add).click();
    await say(/^Message from/, 'Is my order out?');
    await button('Accept this chat', await opened()).click();
    await say('Answer', 'It left this morning.');
    const phone = column('Customers').getByRole('log');
    await phone.getByText('It left this morning.').waitFor();
    expect(await textsIn(phone)).toEqual([
      'Is my order out?',
      'Welcome. An agent will be with you shortly.',
      'It left this morning.',
    ]);
  });

  it('keep a burst in order', async () => {
    await button('Add an SMS customer').click();
    await button('Burst of 5').click();
    const desk = (await opened()).getByRole('log');
    await desk.getByText('Message 5 of 5').waitFor();
    const written = (await textsIn(desk)).filter((text) => text.startsWith('Message'));
    expect(written).toEqual([1, 2, 3, 4, 5].map((n) => `Message ${n} of 5`));
  });

  it('carry photos, files, choices and STOP', async () => {
    await button('Add a Messenger customer').click();
    await button('Send a photo').click();
    await button('Send a file').click();
    const desk = await opened();
    await desk.getByText('Attachment (image): https://example.com/photo.jpg').waitFor();
    await desk.getByText('Attachment (file): https://example.com/invoice.pdf').waitFor();
    await button('Accept this chat', desk).click();
    await button('Offer choices', desk).click();
    const executions = column('State machines').getByRole('list', { name: 'Executions' });
    await executions.getByText('Did that help?').waitFor();
    await button('Yes, thank you').click();
    await desk.getByRole('log').getByText('Yes, thank you').waitFor();
    await button('Add an SMS customer').click();
    await button('Send STOP').click();
    await column('Customers').getByRole('log').getByText('STOP').waitFor();
  });

  it('can be transferred, left and ended', async () => {
    await sandbox.sms('+14255550182', 'hello');
    const desk = await opened();
    await button('Accept this chat', desk).click();
    await button('Transfer', desk).click();
    await desk.getByText('The chat went to another agent.').waitFor();
    await button('End chat', desk).click();
    await desk.getByText('This chat is over.').waitFor();
    expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['ENDED']);
  });

  it('show what people write as text', async () => {
    const text = '<img src=x onerror=alert(1)><b>bold</b>';
    await sandbox.messenger('2468013579', text);
    await (await opened()).getByRole('log').getByText(text).waitFor();
    await column('Customers').getByRole('log').getByText(text).waitFor();
    expect(await page.locator('img, b').count()).toBe(0);
  });

  it('say in a sentence what the sandbox refuses', async () => {
    await sandbox.sms('+14255550182', 'hello');
    const desk = await opened();
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

/** The desk, with the one chat that there is opened. */
async function opened() {
  const desk = column('Agent’s desk');
  await desk.getByRole('list', { name: 'Open chats' }).getByRole('button').first().click();
  return desk;
}
