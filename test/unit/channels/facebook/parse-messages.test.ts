import { parse } from '../../../../channels/facebook/parse';
import { inboundMessageSchema } from '../../../../domain/message';
import { ANA, eventOf, messagesIn, PAGE, RECEIVED_AT, webhookOf } from '../../../support/facebook';
import { fixture, fixturesIn } from '../../../support/fixture';

const contentsOf = (name: string) =>
  messagesIn(fixture(`facebook/${name}`)).map(({ content }) => content);

describe('a Messenger message', () => {
  it('carries who wrote to whom, when, and Meta’s message id', () => {
    expect(parse(fixture('facebook/text'), RECEIVED_AT)).toEqual([
      {
        type: 'message',
        message: {
          id: 'm_pRNKY5rSg35FV4OSDASdbIjBAjmcR93m1SDnwRCY2GI_o3xpaGYBJPKlAatO7DkEpfZedkBZaGB-zmlYWocB4k',
          channel: 'facebook',
          businessId: '104772918356620',
          vendorId: '6204918374651029',
          content: { type: 'text', text: 'Where is my parcel? Übermorgen wäre zu spät.' },
          sentAt: '2026-11-20T10:00:00.001Z',
          receivedAt: '2026-11-20T10:00:02.000Z',
          displayName: 'Messenger customer',
        },
      },
    ]);
  });

  it('counts as sent when it was received, where Meta leaves out the instant', () => {
    const event = { sender: { id: ANA }, message: { mid: 'm_1', text: 'hi' } };
    expect(messagesIn(webhookOf(event))[0]?.sentAt).toBe(RECEIVED_AT);
  });

  it.each([
    ['an answer to an earlier message', 'reply-to', 'Yes, that one'],
    ['a message that came by an ad', 'message-with-referral', 'Is this still on sale?'],
    ['the thumbs-up button', 'like', '👍'],
    ['the thumbs-up, as sticker and image', 'like-in-both-forms', '👍'],
    ['an edited message', 'edit', 'Edited: Where is my second parcel?'],
  ])('is text: %s', (_, name, text) => {
    expect(contentsOf(name)).toEqual([{ type: 'text', text }]);
  });

  it('is read alike where Meta writes null for what there is not', () => {
    const nulls = { is_echo: null, quick_reply: null, attachments: null };
    const others = { postback: null, message_edit: null, timestamp: null };
    const event = eventOf({ ...others, message: { mid: 'm_1', text: 'hi', ...nulls } });
    const plain = eventOf({ message: { mid: 'm_1', text: 'hi' }, timestamp: undefined });
    expect(messagesIn(webhookOf(event))).toEqual(messagesIn(webhookOf(plain)));
    expect(messagesIn(webhookOf(plain))).toMatchObject([{ content: { type: 'text', text: 'hi' } }]);
  });

  it('is named unsupported where its text is null', () => {
    const event = eventOf({ message: { mid: 'm_1', text: null } });
    expect(messagesIn(webhookOf(event))).toMatchObject([{ content: { type: 'unsupported' } }]);
  });

  it('is read as an edit without a number where Meta writes null', () => {
    const event = eventOf({ message_edit: { mid: 'm_1', text: 'hi', num_edit: null } });
    expect(messagesIn(webhookOf(event))).toMatchObject([
      { id: 'm_1#edit', content: { type: 'text', text: 'Edited: hi' } },
    ]);
  });

  it.each([
    ['blank text', { text: ' \n ' }],
    ['an empty list of attachments', { attachments: [] }],
  ])('is named unsupported with %s', (_, message) => {
    const body = webhookOf(eventOf({ message: { mid: 'm_1', ...message } }));
    expect(messagesIn(body).map(({ content }) => content)).toEqual([
      { type: 'unsupported', kind: 'a message without text or attachment' },
    ]);
  });

  it('is named unsupported where Meta sends its id alone', () => {
    expect(contentsOf('message-without-content')).toEqual([
      { type: 'unsupported', kind: 'a message without text or attachment' },
    ]);
  });

  it('has an id of its own for each edit, so that none is taken for a duplicate', () => {
    const [original, edited] = ['text', 'edit'].map(
      (name) => messagesIn(fixture(`facebook/${name}`))[0]?.id,
    );
    expect(edited).toBe(`${original}#edit2`);
  });

  it('can cross the queue, whatever its kind', () => {
    const ours = fixturesIn('facebook').filter((name) => !/instagram|send-/.test(name));
    const messages = ours.flatMap((name) => messagesIn(fixture(name)));
    expect(messages.map((message) => inboundMessageSchema.parse(message))).toEqual(messages);
    expect(messages.length).toBeGreaterThan(20);
  });

  it('keeps ids that are no safe integers digit by digit', () => {
    const sender = { id: '9007199254740993' };
    const body = webhookOf({ ...eventOf({ message: { mid: 'm_1', text: 'hi' } }), sender });
    expect(messagesIn(body)[0]).toMatchObject({ businessId: PAGE, vendorId: '9007199254740993' });
  });
});

describe('a tap on a button', () => {
  it.each([
    [
      'a quick reply of ours, in full',
      'quick-reply',
      'Change the delivery address',
      'choice:Change the delivery address',
    ],
    ['a quick reply of another tool', 'quick-reply-of-another-tool', 'Opening hours', 'MENU_HOURS'],
    ['a postback', 'postback', 'Talk to an agent', 'AGENT'],
    ['a postback without a mid', 'postback-without-mid', 'Get started', 'GET_STARTED'],
  ])('is a choice: %s', (_, name, text, payload) => {
    expect(messagesIn(fixture(`facebook/${name}`)).map(({ content }) => content)).toEqual([
      { type: 'choice', text, payload },
    ]);
  });

  it('is told apart by customer, instant and payload, where it has no mid', () => {
    const [message] = messagesIn(fixture('facebook/postback-without-mid'));
    expect(message?.id).toMatch(/^postback-[0-9a-f]{64}$/);
  });

  it.each([
    [
      'the title, where our payload is empty',
      { text: 'Yes', quick_reply: { payload: 'choice:' } },
      'Yes',
    ],
    ['the payload, where there is no title', { quick_reply: { payload: 'YES' } }, 'YES'],
    ['the title, where there is no payload', { text: 'Yes', quick_reply: {} }, 'Yes'],
    [
      'the title, where the payload is null',
      { text: 'Yes', quick_reply: { payload: null } },
      'Yes',
    ],
    ['a word for it, where there is neither', { quick_reply: { payload: '' } }, 'Button'],
    [
      'a word for it, where both are null',
      { text: null, quick_reply: { payload: null } },
      'Button',
    ],
  ])('reads as %s', (_, message, text) => {
    const body = webhookOf(eventOf({ message: { mid: 'm_1', ...message } }));
    expect(messagesIn(body)[0]?.content).toMatchObject({ type: 'choice', text });
  });

  it('is read alike where Meta writes null for what a postback lacks', () => {
    const nulls = { mid: null, title: null, payload: null };
    const read = (postback: object) => messagesIn(webhookOf(eventOf({ postback })));
    expect(read({ ...nulls, title: 'Help' })).toMatchObject([
      { content: { type: 'choice', text: 'Help' } },
    ]);
    expect(read({ ...nulls, payload: 'HELP' })).toEqual(read({ payload: 'HELP' }));
  });

  it('reads as a word for it, where a postback has no title', () => {
    const body = webhookOf(eventOf({ postback: { mid: 'm_1', payload: 'HELP' } }));
    expect(messagesIn(body)[0]?.content).toEqual({
      type: 'choice',
      text: 'Button',
      payload: 'HELP',
    });
  });
});
