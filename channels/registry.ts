import type { WebhookChannel } from './channel';
import { parse } from './facebook/parse';
import { answerChallenge, isAuthentic } from './facebook/verify';

/** The channels whose providers call `/webhook/<name>`. */
export const webhookChannels: ReadonlyMap<string, WebhookChannel> = new Map([
  ['facebook', { isAuthentic, answerChallenge, parse }],
]);
