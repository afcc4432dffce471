import { parse } from '../../../../channels/facebook/parse';
import { ANA, BO, eventOf, PAGE, webhookOf } from '../../../support/facebook';
import { fixture } from '../../../support/fixture';

const read = (body: unknown) => parse(body, '2026-11-20T10:00:02.000Z');

/** Who said what, in order; events left alone by their kind. */
const summary = (body: unknown) =>
  read(body).map((event) =>
    event.type === 'message' ? [event.message.vendorId, event.message.content] : event.kind,
  );

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
