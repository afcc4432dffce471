import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Direction } from '../domain/ledger';
import { metrics } from './instrumented';

const PREFIX = { inbound: 'Inbound', outbound: 'Outbound' } as const;

/** Counts messages that came in, arrived, waited for a quota or a full instance, or went into the failure ledger. */
export function count(
  direction: Direction,
  what: 'Received' | 'Delivered' | 'Waited' | 'InstanceFull' | 'Failed' | 'Unknown',
  messages = 1,
): void {
  metrics.addMetric(`${PREFIX[direction]}${what}`, MetricUnit.Count, messages);
}

/** Counts a message that arrived, and the seconds since this system received it. */
export function countDelivery(direction: Direction, receivedAt: string): void {
  const seconds = (Date.now() - Date.parse(receivedAt)) / 1000;
  count(direction, 'Delivered');
  metrics.addMetric(`${PREFIX[direction]}SecondsToDelivery`, MetricUnit.Seconds, seconds);
}
