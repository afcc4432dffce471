import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { chatOps, type Ended } from './cli';
import { clientConfig, clients, outputs } from './sandbox-stack';
import { sandbox } from './shared-sandbox';

type Lines = Ended & { lines: Record<string, never>[] };

/** Runs `chat-ops failures …` with `--json` against the shared sandbox. */
export async function failures(args: string[], interruptAt?: string): Promise<Lines> {
  const all = ['failures', ...args, '--json', '--sandbox', sandbox.url];
  const ended = await chatOps(all, interruptAt ? { interruptAt } : {});
  const lines = ended.stdout.split('\n').filter(Boolean);
  return { ...ended, lines: lines.map((line) => JSON.parse(line)) };
}

/** The id of the only entry that is not settled. */
export async function theFailure(): Promise<string> {
  const { lines } = await failures(['list']);
  if (lines.length !== 1) throw new Error(`${lines.length} failures: ${JSON.stringify(lines)}`);
  return String(lines[0]?.id);
}

/** Meta refuses what is sent, for good, until `sandbox.faults()`. */
export function metaRefuses(more: object = {}): Promise<unknown> {
  const rule = { api: 'graph:SendMessage', mode: 'error', error: 100, status: 400 };
  return sandbox.faults({ ...rule, ...more });
}

/** Puts a message into a dead-letter queue, as SQS does after the last receive. */
export async function die(queue: 'Inbound' | 'Outbound', message: object): Promise<void> {
  const command = new SendMessageCommand({
    QueueUrl: (await outputs())[`${queue}DeadLetterQueueUrl`],
    MessageBody: JSON.stringify(message),
    MessageGroupId: 'group',
    MessageDeduplicationId: 'dead',
  });
  await clients().sqs.send(command);
}

/** Puts a customer's message into its queue; SQS knows it by this deduplication id. */
export async function queueInbound(message: object, MessageDeduplicationId: string): Promise<void> {
  const command = new SendMessageCommand({
    QueueUrl: (await outputs()).InboundQueueUrl,
    MessageBody: JSON.stringify(message),
    MessageGroupId: 'group',
    MessageDeduplicationId,
  });
  await clients().sqs.send(command);
}

/** Enters a failure that would take a day to provoke. */
export async function enter(Item: object): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig('dynamodb')));
  const TableName = (await outputs()).LedgerTableName;
  await client.send(new PutCommand({ TableName, Item: { ...Item } }));
}
