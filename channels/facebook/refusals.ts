import type { Refusal } from '../channel';

/**
 * Why Meta refuses messages (Messenger Platform, "Error codes"), by what graphError says. Of code 551
 * Meta's pages say that the person is unavailable and that the window has closed, so the words are
 * true of both.
 */
export const refusals: Refusal[] = [
  {
    error: /code 10, subcode (2018278|2534022|2018065)$/,
    reason: 'window-closed',
    words: 'the customer last wrote more than 24 hours ago, and Meta takes no answers after that',
  },
  {
    error: /code (551\b|10, subcode 2018108$)/,
    reason: 'unavailable',
    words: 'the customer cannot be written to on Messenger at present',
  },
  {
    error: /code 100, subcode 2018001$/,
    reason: 'unknown-customer',
    words: 'Meta knows no customer of this page by this id',
  },
  {
    error: /code (10$|10, subcode 1893063$|200\b)/,
    reason: 'not-permitted',
    words: 'Meta does not permit the page to write to this customer',
  },
  {
    error: /code 368\b/,
    reason: 'page-blocked',
    words: 'Meta has blocked the page for a breach of its policies',
  },
];
