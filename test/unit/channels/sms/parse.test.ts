import { InvalidPayload } from '../../../../channels/channel';
import { capabilities } from '../../../../channels/sms/capabilities';
import { format } from '../../../../channels/sms/format';
import { parse } from '../../../../channels/sms/parse';
import { fixture, fixtureText } from '../../../support/fixture';

const SENT = '2026-11-20T10:00:00.321Z';
const RECEIVED = '2026-11-20T10:00:01.000Z';

const read = (notification: string) => parse(notification, SENT, RECEIVED);
const base = fixture<Record<string, unknown>>('sms/first-message');
const readWith = (change: object) => read(JSON.stringify({ ...base, ...change }));

function refusalOf(notification: string): unknown {
  try {
    return read(notification);
  } catch (error) {
    return error;
  }
}

const firstMessage = {
  id: '0c9d6a5e-2b1f-5a43-9e77-6d1b0f4c8a21',
  channel: 'sms',
  businessId: '+12065550143',
  vendorId: '+14255550182',
  content: { type: 'text', text: 'Is the shop open on Sunday?' },
  sentAt: SENT,
  receivedAt: RECEIVED,
  displayName: '+14255550182',
};

describe('a two-way SMS', () => {
  it.each([
    ['the first of a conversation', 'first-message', {}],
    [
      'an answer to one of ours',
      'answer',
      {
        id: '5f2c7b90-6a3d-5d18-8c41-b7e09a1d3f64',
        content: { type: 'text', text: 'Yes please' },
      },
    ],
    ['with an empty previous id', 'empty-previous-id', {}],
    ['with no previous id, said by null', 'null-previous-id', {}],
    [
      'to a short code',
      'short-code',
      { businessId: '24680', content: { type: 'text', text: 'JOIN' } },
    ],
    ['of blanks', 'blank-body', { content: { type: 'unsupported', kind: 'empty message' } }],
  ])('becomes a message: %s', (_, name, differences) => {
    expect(read(fixtureText(`sms/${name}`))).toEqual({ ...firstMessage, ...differences });
  });

  it.each([
    ['nothing', '', { type: 'unsupported', kind: 'empty message' }],
    ['an emoji', '👍', { type: 'text', text: '👍' }],
    ['words with white space around', ' hi \n', { type: 'text', text: ' hi \n' }],
    ['an opt-out word', 'STOP', { type: 'text', text: 'STOP' }],
    ['1,600 characters', 'x'.repeat(1600), { type: 'text', text: 'x'.repeat(1600) }],
  ])('keeps what was written: %s', (_, messageBody, content) => {
    expect(readWith({ messageBody }).content).toEqual(content);
  });

  it.each([
    ['no keyword', undefined],
    ['a keyword of null', null],
  ])('is read with %s', (_, messageKeyword) => {
    expect(readWith({ messageKeyword })).toEqual(firstMessage);
  });

  it('is read with fields that the service added since', () => {
    expect(readWith({ segmentCount: 2, media: [] })).toEqual(firstMessage);
  });
});

describe('a notification that is no two-way SMS', () => {
  it.each([
    ['no JSON', 'Hello', 'body: not JSON'],
    ['JSON cut short', '{"originationNumber":"+1425', 'body: not JSON'],
    ['a list', '[]', 'body: Invalid input: expected object, received array'],
    [
      'without a body',
      JSON.stringify({ ...base, messageBody: undefined }),
      'messageBody: Invalid input: expected string, received undefined',
    ],
    [
      'without an id',
      JSON.stringify({ ...base, inboundMessageId: undefined }),
      'inboundMessageId: Invalid input: expected string, received undefined',
    ],
    [
      'with an empty id',
      JSON.stringify({ ...base, inboundMessageId: '' }),
      'inboundMessageId: Too small: expected string to have >=1 characters',
    ],
  ])('is refused with its reason: %s', (_, notification, reason) => {
    expect(refusalOf(notification)).toEqual(new InvalidPayload([reason]));
  });

  it.each([
    ['a separator', '+14255550182#x'],
    ['another key', 'session#facebook#104772918356620#6204918374651029'],
    ['a blank', '+1 425 555 0182'],
    ['nothing', ''],
    ['65 digits', '1'.repeat(65)],
  ])('is refused where a number could forge a key: %s', (_, number) => {
    const reason = 'must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -';
    for (const field of ['originationNumber', 'destinationNumber']) {
      const notification = JSON.stringify({ ...base, [field]: number });
      expect(refusalOf(notification)).toEqual(new InvalidPayload([`${field}: ${reason}`]));
    }
  });

  it('is refused without quoting what people wrote', () => {
    const { message } = refusalOf('my card is 4111') as Error;
    expect(message).not.toContain('4111');
  });
});

const lengths = (text: string) => format({ text, choices: [] }).map((part) => part.length);

describe('a text for SMS', () => {
  it('is one message', () => {
    expect(format({ text: 'Your parcel left today.', choices: [] })).toEqual([
      'Your parcel left today.',
    ]);
  });

  it.each([
    ['1,530 characters of GSM 03.38', 'a'.repeat(1530), [1530]],
    ['1,531 characters of GSM 03.38', 'a'.repeat(1531), [1530, 1]],
    ['765 characters that count two', '€'.repeat(765), [765]],
    ['766 characters that count two', '€'.repeat(766), [765, 1]],
    ['one that counts two at the end', `${'a'.repeat(1528)}€`, [1529]],
    ['one that counts two across the end', `${'a'.repeat(1529)}€`, [1529, 1]],
    ['630 characters of UCS-2', 'я'.repeat(630), [630]],
    ['631 characters of UCS-2', 'я'.repeat(631), [630, 1]],
    ['630 characters with one that forces UCS-2', `${'a'.repeat(629)}я`, [630]],
    ['315 emoji', '😀'.repeat(315), [630]],
    ['316 emoji, none cut in two', '😀'.repeat(316), [630, 2]],
    ['an emoji across the end', `${'я'.repeat(629)}😀`, [629, 2]],
    ['a family of emoji across the end', `${'я'.repeat(625)}👩‍👩‍👧`, [625, 8]],
  ])('is cut where AWS would refuse it: %s', (_, text, expected) => {
    expect(lengths(text)).toEqual(expected);
    expect(format({ text, choices: [] }).join('')).toBe(text);
  });

  it('uses the long limit for the part without the emoji', () => {
    expect(lengths(`${'a'.repeat(1000)} 😀`)).toEqual([1000, 2]);
  });

  it('is nothing where it is blank', () => {
    expect(format({ text: ' \n', choices: [] })).toEqual([]);
  });
});

describe('the alphabet of SMS', () => {
  /** Whether 631 characters pass: only the 7-bit alphabet lets more than 630 through. */
  const isSevenBit = (character: string) => capabilities.fits(character + 'a'.repeat(630));

  it.each([
    ['Latin letters and digits', 'AZaz09'],
    ['punctuation', ' !"#%&\'()*+,-./:;<=>?_'],
    ['signs of its own', '@£$¥¤§¡¿'],
    ['its accents', 'èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà'],
    ['its Greek capitals', 'ΔΦΓΛΩΠΨΣΘΞ'],
    ['line breaks', '\n\r'],
    ['what counts two', '^{}\\[]~|€\f'],
  ])('has 7 bits for %s', (_, characters) => {
    expect([...characters].filter((character) => !isSevenBit(character))).toEqual([]);
  });

  it.each([
    ['accents it lacks', 'çáíóúâêëÀÈ'],
    ['other Greek letters', 'αωΑΒΕ'],
    ['typographic marks', '’“”–…•`'],
    ['other scripts', 'я中ع'],
    ['emoji', '😀'],
    ['a tab and a hard blank', '\t\u00a0'],
  ])('has no 7 bits for %s', (_, characters) => {
    expect([...characters].filter(isSevenBit)).toEqual([]);
  });
});

describe('choices for SMS', () => {
  it('are a list under the question, to be answered in words', () => {
    expect(format({ text: 'Did that help?', choices: ['Yes', 'No'] })).toEqual([
      'Did that help?\n- Yes\n- No',
    ]);
  });

  it('are all there where the list is longer than a message', () => {
    const choices = Array.from({ length: 10 }, (_, i) => `${i}`.repeat(200));
    const parts = format({ text: 'Which?', choices });
    const words = ['Which?', ...choices.flatMap((choice) => ['-', choice])];
    expect(parts.length).toBe(2);
    expect(parts.join('\n').split(/\s/)).toEqual(words);
  });

  it('do not exist for the provider: no title is cut', () => {
    expect(capabilities.quickReplies).toBeUndefined();
  });
});
