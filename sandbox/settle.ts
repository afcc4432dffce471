import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { World } from './world';

/** Between looks: longer and longer, because a look costs as much as an execution. */
const PAUSE_MS = { first: 40, growth: 1.1, longest: 500 };
/** What leaves one part may not have reached the next one yet, so one look proves nothing. */
const QUIET_LOOKS = 2;

/**
 * Waits until nothing is under way: no notification, no queue message, no execution.
 *
 * @returns false where something still is after `timeoutMs`
 */
export async function settle(
  world: World,
  sqs: SQSClient,
  queueUrls: string[],
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  let pause = PAUSE_MS.first;
  for (let quiet = 0; ; ) {
    quiet = (await isQuiet(world, sqs, queueUrls)) ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return true;
    if (Date.now() > deadline) return false;
    await sleep(quiet > 0 ? PAUSE_MS.first : pause);
    pause = Math.min(pause * PAUSE_MS.growth, PAUSE_MS.longest);
  }
}

async function isQuiet(world: World, sqs: SQSClient, queueUrls: string[]): Promise<boolean> {
  await Promise.all(world.instance.list().map((contact) => contact.streamed()));
  if (world.faults.deliveries.underWay > 0) return false;
  if (world.machines.list({ status: 'RUNNING' }).length > 0) return false;
  for (const url of queueUrls) if ((await depth(sqs, url)) > 0) return false;
  return true;
}

/** Messages that wait, are delayed, or are being worked on. */
async function depth(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Object.entries(Attributes ?? {})
    .filter(([name]) => name.startsWith('ApproximateNumberOfMessages'))
    .reduce((sum, [, value]) => sum + Number(value), 0);
}
