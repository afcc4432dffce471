import type { Refusal } from '../channel';

/**
 * Why SMS messages are refused: the reasons of SendTextMessage (SMS and voice v2 API reference,
 * "Errors"), and Pinpoint's delivery status.
 */
export const refusals: Refusal[] = [
  {
    error: /OPTED_OUT|OPT_OUT/,
    reason: 'opted-out',
    words: 'the customer has opted out of text messages from this number',
  },
  {
    error: /DESTINATION_PHONE_NUMBER_NOT_VERIFIED/,
    reason: 'not-verified',
    words: 'the AWS account may write to verified numbers only, and this is none',
  },
  {
    error: /COUNTRY_(BLOCKED|NOT_ENABLED)/,
    reason: 'country-blocked',
    words: 'text messages to the customer’s country are switched off',
  },
  {
    error: /SPEND_LIMIT_REACHED/,
    reason: 'spend-limit',
    words: 'this month’s limit of spending on text messages is reached',
  },
];
