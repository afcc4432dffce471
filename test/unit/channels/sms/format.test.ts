import { capabilities } from '../../../../channels/sms/capabilities';
import { format } from '../../../../channels/sms/format';

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
