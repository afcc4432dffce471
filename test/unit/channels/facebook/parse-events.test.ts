import { InvalidPayload, NotServed, type ParsedEvent } from '../../../../channels/channel';
import { parse } from '../../../../channels/facebook/parse';
import { ANA, BO, eventOf, PAGE, webhookOf } from '../../../support/facebook';
import { fixture } from '../../../support/fixture';

const read = (body: unknown) => parse(body, '2026-11-20T10:00:02.000Z');

/** Who said what, in order; events left alone by their kind. */
const summary = (body: unknown) => read(body).map((event) => summaryOf(event));

function summaryOf(event: ParsedEvent): unknown {
  if (event.type === 'message') return [event.message.vendorId, event.message.content];
  return event.type === 'ignored' ? event.kind : event.type;
}

const text = (words: string) => ({ type: 'text', text: words });

describe('events that are no message of a customer', () => {
  it.each([
    ['echo', 'echo'],
    ['echo-of-the-page-inbox', 'echo'],
    ['reaction', 'reaction'],
    ['reaction-taken-back', 'reaction'],
    ['read', 'read'],
    ['delivery', 'delivery'],
    ['delivery-without-mids', 'delivery'],
    ['referral', 'referral'],
    ['opt-in', 'optin'],
    ['account-linking', 'account_linking'],
    ['policy-enforcement', 'policy_enforcement'],
    ['policy-enforcement-hyphenated', 'policy-enforcement'],
    ['pass-thread-control', 'pass_thread_control'],
    ['take-thread-control', 'take_thread_control'],
    ['request-thread-control', 'request_thread_control'],
    ['standby', 'standby'],
    ['unknown-kind', 'unsupported'],
  ])('are left alone: %s', (name, kind) => {
    expect(read(fixture(`facebook/${name}`))).toEqual([{ type: 'ignored', kind }]);
  });

  it.each([
    ['a text', { message: { mid: 'm_1', text: 'hi' } }],
    ['a tap', { postback: { mid: 'm_1', title: 'Yes', payload: 'YES' } }],
    ['an edit', { message_edit: { mid: 'm_1', text: 'hi', num_edit: 1 } }],
  ])('include what the page itself did, marked as an echo or not: %s', (_, content) => {
    const event = { ...eventOf(content), sender: { id: PAGE }, recipient: { id: ANA } };
    expect(read(webhookOf(event))).toEqual([{ type: 'ignored', kind: 'echo' }]);
  });

  it('include an echo that names the customer as its sender', () => {
    const event = eventOf({ message: { mid: 'm_1', text: 'hi', is_echo: true } });
    expect(read(webhookOf(event))).toEqual([{ type: 'ignored', kind: 'echo' }]);
  });

  it('never take over the words of the event before', () => {
    const said = eventOf({ message: { mid: 'm_1', text: 'my card is 4111' } });
    const unknown = { ...eventOf({ brand_new: { text: 'x' } }), sender: { id: BO } };
    expect(summary(webhookOf(said, unknown))).toEqual([
      [ANA, text('my card is 4111')],
      'unsupported',
    ]);
  });

  it('include an opt-in of a plug-in’s visitor, who has no id yet', () => {
    const event = { ...eventOf({ optin: { ref: 'cart' } }), sender: { user_ref: 'cart-5521' } };
    expect(read(webhookOf(event))).toEqual([{ type: 'ignored', kind: 'optin' }]);
  });

  it('do not exist where Meta writes null for them', () => {
    const entry = { id: PAGE, time: 1795168800123, messaging: null, standby: null };
    expect(read({ object: 'page', entry: [entry] })).toEqual([]);
  });

  it('are left alone where Meta writes null for who is behind them', () => {
    const event = { ...eventOf({ read: { watermark: 1 } }), sender: null, timestamp: null };
    expect(read(webhookOf(event))).toEqual([{ type: 'ignored', kind: 'read' }]);
  });

  it('do not exist in a change of the page’s feed', () => {
    expect(read(fixture('facebook/feed-change'))).toEqual([]);
  });

  it('do not exist in an empty webhook', () => {
    expect(read({ object: 'page', entry: [] })).toEqual([]);
  });
});

describe('a webhook with several events', () => {
  it('is read in the order of its entries, for every customer', () => {
    expect(summary(fixture('facebook/several-customers'))).toEqual([
      [ANA, text('first of Ana')],
      [BO, text('first of Bo')],
      'read',
      [ANA, text('second of Ana')],
      [ANA, text('third of Ana')],
    ]);
  });

  it('keeps the message beside a standby entry', () => {
    expect(summary(fixture('facebook/standby-beside-a-message'))).toEqual([
      'standby',
      [BO, text('for you')],
    ]);
  });

  it('keeps the message beside standby events of its own entry', () => {
    const { entry } = webhookOf(eventOf({ message: { mid: 'm_1', text: 'for you' } }));
    const body = { object: 'page', entry: [{ ...entry[0], standby: [{ anything: true }, null] }] };
    expect(summary(body)).toEqual([[ANA, text('for you')], 'standby', 'standby']);
  });
});

/** What is said of the one event that cannot be read. */
const issuesOf = (body: unknown) =>
  read(body).map((event) => (event.type === 'unreadable' ? event.issues : event));

const message = { mid: 'm_1', text: 'secret words' };
const said = eventOf({ message });
const ALPHABET = 'must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -';

describe('a Messenger webhook that is none', () => {
  it.each([
    ['no object', null, 'body: Invalid input: expected object, received null'],
    ['no entries', { object: 'page' }, 'entry: Invalid input: expected array, received undefined'],
  ])('is refused: %s', (_, body, reason) => {
    expect(() => read(body)).toThrow(new InvalidPayload([reason]));
  });
});

describe('an event that is not what Meta documents', () => {
  it.each([
    [
      'nothing',
      webhookOf(null as never),
      'entry.0.messaging.0: Invalid input: expected object, received null',
    ],
    [
      'a message without an id',
      webhookOf(eventOf({ message: { text: 'secret words' } })),
      'entry.0.messaging.0.message.mid: Invalid input: expected string, received undefined',
    ],
    [
      'a message with an empty id',
      webhookOf(eventOf({ message: { mid: '', text: 'secret words' } })),
      'entry.0.messaging.0.message.mid: Too small: expected string to have >=1 characters',
    ],
    [
      'a message of nobody',
      webhookOf({ recipient: { id: PAGE }, timestamp: 1, message }),
      'entry.0.messaging.0.sender: a message needs one',
    ],
    [
      'a message whose sender is null',
      webhookOf({ ...said, sender: null }),
      'entry.0.messaging.0.sender: a message needs one',
    ],
    [
      'a message of a plug-in’s visitor',
      webhookOf({ ...said, sender: { user_ref: 'cart-5521' } }),
      'entry.0.messaging.0.sender: a message needs one',
    ],
    [
      'an instant that is text',
      webhookOf({ ...said, timestamp: '2026-11-20' }),
      'entry.0.messaging.0.timestamp: Invalid input: expected number, received string',
    ],
    [
      'a text that is none',
      webhookOf(eventOf({ message: { mid: 'm_1', text: { body: 'x' } } })),
      'entry.0.messaging.0.message.text: Invalid input: expected string, received object',
    ],
  ])('is unreadable, with the place of the mismatch: %s', (_, body, reason) => {
    expect(issuesOf(body)).toEqual([[reason]]);
  });

  it('costs nobody else’s message, before or behind it', () => {
    const other = { ...said, sender: { id: BO } };
    const broken = eventOf({ message: { mid: 'm_2', text: 12345 } });
    const { entry } = webhookOf(said, broken, other);
    const body = { object: 'page', entry: [...entry, { id: 17, messaging: [other] }, ...entry] };
    const words = { type: 'text', text: 'secret words' };
    const three = [[ANA, words], 'unreadable', [BO, words]];
    expect(summary(body)).toEqual([...three, 'unreadable', ...three]);
    expect(read(body)[1]).toMatchObject({ payload: broken });
  });

  it.each([
    ['a separator', `${ANA}#104772918356621`],
    ['another key', 'session#sms#+12065550143#+14255550182'],
    ['a line break', `${ANA}\n`],
    ['a blank', '6204 9183'],
    ['a slash', '../contact'],
    ['nothing', ''],
    ['65 characters', '1'.repeat(65)],
    ['letters outside ASCII', '６２０４'],
  ])('is unreadable where an id could forge a key: %s', (_, id) => {
    expect(issuesOf(webhookOf({ ...said, sender: { id } }))).toEqual([
      [`entry.0.messaging.0.sender.id: ${ALPHABET}`],
    ]);
    expect(issuesOf({ object: 'page', entry: [{ id, messaging: [said] }] })).toEqual([
      [`entry.0.id: ${ALPHABET}`],
    ]);
  });

  it('is accepted with the longest id that is safe', () => {
    const body = webhookOf({ ...said, sender: { id: '1'.repeat(64) } });
    expect(read(body)).toMatchObject([{ message: { vendorId: '1'.repeat(64) } }]);
  });

  it.each(['instagram', 'user', 'whatsapp_business_account'])('is not served: %s', (object) => {
    expect(() => read({ ...fixture<object>('facebook/instagram'), object })).toThrow(
      new NotServed('This webhook serves the object "page" only.'),
    );
  });

  it('is accepted with fields that Meta added since', () => {
    const event = { ...said, is_new: true, sender: { id: ANA, community: 7 } };
    expect(read({ ...webhookOf(event), added: {} })).toMatchObject([
      { type: 'message', message: { vendorId: ANA, content: { text: 'secret words' } } },
    ]);
  });
});
