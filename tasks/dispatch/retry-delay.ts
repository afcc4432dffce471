import { randomInt } from 'node:crypto';
import { numberEnv } from '../../domain/environment';

const waitSeconds = {
  min: numberEnv('WAIT_MIN_SECONDS', 5),
  max: numberEnv('WAIT_MAX_SECONDS', 30),
};
const RETRY_BASE_SECONDS = 2;

/** Seconds until a message that waits for a quota is tried again: spread out, so that not all come at once. */
export function quotaDelay(): number {
  return between(waitSeconds.min, waitSeconds.max);
}

/** Seconds until the attempt after `attempts` failed ones: exponential back-off with full jitter. */
export function retryDelay(attempts: number): number {
  const longest = Math.min(waitSeconds.max, RETRY_BASE_SECONDS ** attempts);
  return between(Math.min(1, longest), longest);
}

function between(min: number, max: number): number {
  return max <= min ? min : randomInt(min, max + 1);
}
