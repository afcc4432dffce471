/** Seconds since the epoch: the unit of DynamoDB's time-to-live attribute. */
export function epochSeconds(at: number = Date.now()): number {
  return Math.floor(at / 1000);
}

/** An instant as ISO 8601 with milliseconds, in UTC. */
export function isoTime(at: number = Date.now()): string {
  return new Date(at).toISOString();
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
