import * as z from 'zod';
import { queueOutputs, queues } from '../../infra/wiring';
import { CliError } from '../errors';

const text = z.string().min(1);

/** The outputs of the stack that commands read; those of a channel are there where it is deployed. */
const outputsSchema = z.object({
  ConnectInstanceArn: text,
  ContactFlowId: text,
  StreamingTopicArn: text,
  SessionTableName: text,
  LedgerTableName: text,
  SessionLifecycleArn: text,
  AgentEventRouterArn: text,
  SmsInboundTopic: text.optional(),
  FacebookSecretArn: text.optional(),
  FacebookApiGatewayWebhook: text.optional(),
});

export type Outputs = z.infer<typeof outputsSchema>;

/**
 * The outputs of a stack.
 *
 * @throws CliError where it is a stack of something else, or of an older version
 */
export function readOutputs(given: Record<string, string>): Outputs {
  const result = outputsSchema.safeParse(given);
  if (result.success) return result.data;
  const missing = result.error.issues.map(({ path }) => path.join('.'));
  throw new CliError(
    `The stack lacks the outputs ${missing.join(', ')}: deploy this version of the application first.`,
  );
}

/** One queue of the stack, under the name that commands know it by. */
export interface StackQueue {
  /** For example `inbound`, or `inbound-dead-letters`. */
  name: string;
  url: string;
  holdsDeadLetters: boolean;
}

/** The stack's queues, each followed by its dead letters. */
export function readQueues(given: Record<string, string>): StackQueue[] {
  return Object.keys(queues).flatMap((name) => {
    const outputs = queueOutputs(name);
    return [
      { name, url: given[outputs.queue], holdsDeadLetters: false },
      { name: `${name}-dead-letters`, url: given[outputs.deadLetters], holdsDeadLetters: true },
    ].filter((queue): queue is StackQueue => queue.url !== undefined);
  });
}
