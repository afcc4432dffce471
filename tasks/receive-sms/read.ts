import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { parse } from '../../channels/sms/parse';
import { isoTime } from '../../domain/clock';
import { inboundEntry } from '../inbound-entry';
import type { ReceivedEntry } from '../receive-batch';

/** The customer's message in a two-way SMS notification; SNS knows when it was published. */
export function readSmsNotification({ Message, Timestamp }: SnsSqsNotification): ReceivedEntry {
  return inboundEntry(parse(Message, isoTime(Date.parse(Timestamp)), isoTime()));
}
