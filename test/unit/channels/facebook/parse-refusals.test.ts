import { InvalidPayload, NotServed } from '../../../../channels/channel';
import { parse } from '../../../../channels/facebook/parse';
import { ANA, eventOf, PAGE, webhookOf } from '../../../support/facebook';
import { fixture } from '../../../support/fixture';

const read = (body: unknown) => parse(body, '2026-11-20T10:00:02.000Z');

function refusalOf(body: unknown): unknown {
  try {
    return read(body);
  } catch (error) {
    return error;
  }
}

const message = { mid: 'm_1', text: 'secret words' };
const said = eventOf({ message });
const ALPHABET = 'must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -';

describe('a Messenger webhook that is not what Meta documents', () => {
  it.each([
    ['no object', null, 'body: Invalid input: expected object, received null'],
    ['no entries', { object: 'page' }, 'entry: Invalid input: expected array, received undefined'],
    [
      'a message without an id',
      webhookOf(eventOf({ message: { text: 'secret words' } })),
      'entry.0.messaging.0.message.mid: Invalid input: expected string, received undefined',
    ],
    [
      'a message of nobody',
      webhookOf({ recipient: { id: PAGE }, timestamp: 1, message }),
      'sender: a message needs one',
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
  ])('is refused with the place of the mismatch: %s', (_, body, reason) => {
    const error = refusalOf(body);
    expect(error).toBeInstanceOf(InvalidPayload);
    expect((error as Error).message).toBe(reason);
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
  ])('is refused where an id could forge a key: %s', (_, id) => {
    expect(refusalOf(webhookOf({ ...said, sender: { id } }))).toEqual(
      new InvalidPayload([`entry.0.messaging.0.sender.id: ${ALPHABET}`]),
    );
    expect(refusalOf({ object: 'page', entry: [{ id, messaging: [said] }] })).toEqual(
      new InvalidPayload([`entry.0.id: ${ALPHABET}`]),
    );
  });

  it('is refused without quoting what people wrote', () => {
    const error = refusalOf(webhookOf({ ...said, sender: { id: 'a#b' } })) as Error;
    expect(error.message).not.toContain('secret words');
    expect(error.message).not.toContain('a#b');
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
