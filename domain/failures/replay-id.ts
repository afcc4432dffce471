/**
 * What SQS tells the n-th replay of a message by: it would swallow the id of the original for five
 * minutes (SQS developer guide, "Exactly-once processing").
 */
export function replayId(hash: string, replay: number): string {
  return `${hash}-r${replay}`;
}

/** Which replay a deduplication id stands for; 0 for a message that none brought into its queue. */
export function replayOf(deduplicationId = ''): number {
  return Number(/-r(\d+)$/.exec(deduplicationId)?.[1] ?? 0);
}
