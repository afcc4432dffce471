import type { Refusal } from './channel';
import { refusals as facebook } from './facebook/refusals';
import { refusals as sms } from './sms/refusals';

/** The refusals of each channel's provider that are worth words of their own. */
export const refusals: ReadonlyMap<string, Refusal[]> = new Map([
  ['facebook', facebook],
  ['sms', sms],
]);
