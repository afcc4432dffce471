import { randomInt } from 'node:crypto';
import { numberEnv } from '../../domain/environment';

/** docs/how-it-works.md, "Under load", has the reckoning. */
const waitSeconds = {
  min: numberEnv('WAIT_MIN_SECONDS', 5),
  max: numberEnv('WAIT_MAX_SECONDS', 15),
};
/** Rates come back within a second; a full instance has room when a chat ends. */
const FULL_INSTANCE_FACTOR = 4;
/** Four pauses then span some minutes: most outages of a provider are over by then. */
const RETRY_BASE_SECONDS = 4;
const longestRetrySeconds = numberEnv('RETRY_MAX_SECONDS', 300);

/** Whether an execution failed because the instance has no room for another chat. */
export function isInstanceFull(errorName: string): boolean {
  return errorName === 'ChatQuotaFull';
}

/** Waits after which they grow, each by a share of the first: a day in the queue then takes fewer receives than SQS allows. */
const GROWTH = { after: 100, share: 1 / 20 };

/**
 * Seconds until a message that waits for a quota is tried again: spread out, so that not all come
 * at once.
 *
 * @param waits how often it has waited already
 */
export function quotaDelay(error: string, waits = 0): number {
  const grown = 1 + Math.max(0, waits - GROWTH.after) * GROWTH.share;
  const factor = grown * (isInstanceFull(error) ? FULL_INSTANCE_FACTOR : 1);
  return between(Math.floor(factor * waitSeconds.min), Math.floor(factor * waitSeconds.max));
}

/** Seconds until the attempt after `attempts` failed ones: exponential back-off, the later half of it random. */
export function retryDelay(attempts: number): number {
  const longest = Math.min(longestRetrySeconds, RETRY_BASE_SECONDS ** attempts);
  return between(Math.ceil(longest / 2), longest);
}

function between(min: number, max: number): number {
  return max <= min ? min : randomInt(min, max + 1);
}
