import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Check, Failed, RESTORE } from '../checks';
import { Mappings } from '../stack/mappings';
import type { StackQueue } from '../stack/outputs';
import type { Target } from '../stack/target';

/** CloudWatch has a queue's metrics a few minutes late. */
const LOOK_BACK_MS = 15 * 60_000;

/** Whether messages move: nothing waits for long, nothing has died, every queue is read. */
export function queueChecks(target: Target, maxAgeSeconds: number): Check[] {
  const inspector = new QueueInspector(target);
  return target.queues.flatMap((queue) => [
    {
      name: queue.name,
      run: () =>
        queue.holdsDeadLetters ? inspector.isEmpty(queue) : inspector.moves(queue, maxAgeSeconds),
    },
    { name: `${queue.name} reader`, run: () => inspector.isRead(queue) },
  ]);
}

class QueueInspector {
  private readonly sqs: SQSClient;
  private readonly cloudwatch: CloudWatchClient;
  private readonly mappings: Mappings;

  constructor(private readonly target: Target) {
    this.sqs = new SQSClient({ ...target.config('SQS'), useQueueUrlAsEndpoint: false });
    this.cloudwatch = new CloudWatchClient(target.config('CLOUDWATCH'));
    this.mappings = new Mappings(target);
  }

  async moves(queue: StackQueue, maxAgeSeconds: number): Promise<string> {
    const { waiting, inFlight } = await this.depth(queue);
    const counts = `${waiting} waiting, ${inFlight} in flight`;
    if (waiting === 0) return counts;
    const age = await this.ageSeconds(queue);
    const why = `${counts}, the oldest for ${age ?? 'an unknown number of'} seconds`;
    if (age === undefined || age < maxAgeSeconds) return why;
    throw new Failed(why, `Look at the log of the function that reads it, and at its throttles.`);
  }

  async isEmpty(queue: StackQueue): Promise<string> {
    const { waiting, inFlight } = await this.depth(queue);
    if (waiting + inFlight === 0) return 'empty';
    throw new Failed(
      `${waiting + inFlight} dead letters, which record-failure should have put into the ledger`,
      'Look at the log of record-failure; check again when it has run.',
    );
  }

  async isRead(queue: StackQueue): Promise<string> {
    const mappings = await this.mappings.of(queue);
    if (mappings.length === 0) throw new Failed('no function reads it', RESTORE);
    for (const { state, lastResult, reader } of mappings) {
      if (state !== 'Enabled') {
        const resume = this.target.commandLine('resume', queue.name);
        throw new Failed(`${state}: ${reader} is paused`, resume);
      }
      if (lastResult?.startsWith('PROBLEM')) {
        throw new Failed(lastResult, `Look at the role of ${reader}, and at the key's policy.`);
      }
    }
    return `Enabled: ${mappings.map(({ reader }) => reader).join(', ')}`;
  }

  private async depth({ url }: StackQueue): Promise<{ waiting: number; inFlight: number }> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    const count = (kind: '' | 'Delayed' | 'NotVisible') =>
      Number(Attributes?.[`ApproximateNumberOfMessages${kind}`] ?? 0);
    return { waiting: count('') + count('Delayed'), inFlight: count('NotVisible') };
  }

  /** Of the oldest message, as CloudWatch has it; undefined where it has nothing. */
  private async ageSeconds({ url }: StackQueue): Promise<number | undefined> {
    const now = Date.now();
    const { Datapoints = [] } = await this.cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: url.split('/').pop() }],
        StartTime: new Date(now - LOOK_BACK_MS),
        EndTime: new Date(now),
        Period: 60,
        Statistics: ['Maximum'],
      }),
    );
    const instant = ({ Timestamp }: { Timestamp?: Date }) => Timestamp?.getTime() ?? 0;
    return Datapoints.sort((one, other) => instant(other) - instant(one))[0]?.Maximum;
  }
}
