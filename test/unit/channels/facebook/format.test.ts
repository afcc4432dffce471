import { format } from '../../../../channels/facebook/format';
import { parse } from '../../../../channels/facebook/parse';
import { eventOf, webhookOf } from '../../../support/facebook';

const plain = (text: string) => format({ text, choices: [] });
const quickReplies = (choices: string[]) =>
  format({ text: 'Which one?', choices })[0]?.quick_replies;
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `Option ${i + 1}`);

describe('a text for Messenger', () => {
  it('is one message', () => {
    expect(plain('Your parcel left today.')).toEqual([{ text: 'Your parcel left today.' }]);
  });

  it.each([
    ['2,000 characters', 'a'.repeat(2000), [2000]],
    ['2,001 characters', 'a'.repeat(2001), [2000, 1]],
    ['4,001 characters', 'a'.repeat(4001), [2000, 2000, 1]],
    ['words up to the limit', `${'a'.repeat(1999)} bc`, [1999, 2]],
    ['an emoji across the limit', `${'a'.repeat(1999)}😀`, [1999, 2]],
  ])('is cut after 2,000 characters: %s', (_, text, lengths) => {
    const parts = plain(text);
    expect(parts.map((part) => part.text.length)).toEqual(lengths);
    expect(parts.map((part) => part.text).join('')).toBe(text.replace(' ', ''));
  });

  it('is nothing where it is blank', () => {
    expect(plain(' \n')).toEqual([]);
  });
});

describe('choices for Messenger', () => {
  it('are quick replies whose payload carries the choice', () => {
    expect(format({ text: 'Did that help?', choices: ['Yes', 'No'] })).toEqual([
      {
        text: 'Did that help?',
        quick_replies: [
          { content_type: 'text', title: 'Yes', payload: 'choice:Yes' },
          { content_type: 'text', title: 'No', payload: 'choice:No' },
        ],
      },
    ]);
  });

  it.each([
    ['fits with 20 characters', 'Twenty characters ok', 'Twenty characters ok'],
    ['is cut at a word', 'Change the delivery address', 'Change the delivery…'],
    ['is cut inside a long word', 'Donaudampfschifffahrt', 'Donaudampfschifffah…'],
    ['keeps emoji whole', `${'a'.repeat(18)}😀😀`, `${'a'.repeat(18)}…`],
    ['is cut inside a date', '2026-11-24T09:00+00:00', '2026-11-24T09:00+00…'],
  ])('have a title of 20 characters at most: one that %s', (_, choice, title) => {
    expect(quickReplies([choice])).toEqual([
      { content_type: 'text', title, payload: `choice:${choice}` },
    ]);
    expect(title.length).toBeLessThanOrEqual(20);
  });

  it('have a payload of 1,000 characters at most', () => {
    expect(quickReplies(['x'.repeat(993)])?.[0]?.payload).toBe(`choice:${'x'.repeat(993)}`);
    expect(quickReplies(['x'.repeat(2000)])?.[0]?.payload).toBe(`choice:${'x'.repeat(993)}`);
  });

  it('come back in full when the customer taps on a title that was cut', () => {
    const choice = 'The reading chair, oak, with armrests';
    const [{ title, payload } = { title: '', payload: '' }] = quickReplies([choice]) ?? [];
    const tap = eventOf({ message: { mid: 'm_1', text: title, quick_reply: { payload } } });
    expect(parse(webhookOf(tap), '2026-11-20T10:00:02.000Z')).toMatchObject([
      { message: { content: { type: 'choice', text: choice } } },
    ]);
  });

  it('are quick replies up to thirteen', () => {
    expect(quickReplies(numbered(13))?.map(({ title }) => title)).toEqual(numbered(13));
  });

  it('are lines of text from fourteen up', () => {
    const lines = numbered(14).map((option) => `- ${option}`);
    expect(format({ text: 'Which one?', choices: numbered(14) })).toEqual([
      { text: ['Which one?', ...lines].join('\n') },
    ]);
  });

  it('stand under the last part of a long question', () => {
    const parts = format({ text: `${'a'.repeat(2000)} b`, choices: ['Yes'] });
    expect(parts.map(({ text, quick_replies }) => [text.length, quick_replies?.length])).toEqual([
      [2000, undefined],
      [1, 1],
    ]);
  });
});
