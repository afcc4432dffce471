/**
 * How the parts are wired, for the CDK app that deploys them and the sandbox that runs them on one
 * machine. Knows nothing of either.
 */

/** The Lambda functions. `task` is the folder in tasks/; dispatch is one task deployed twice. */
export const functions = {
  'receive-webhook': { task: 'receive-webhook', timeoutSeconds: 10 },
  'receive-sms': { task: 'receive-sms', timeoutSeconds: 15 },
  // Longer than its state machine may run (40 s), shorter than its queue hides a message (150 s).
  'dispatch-inbound': { task: 'dispatch', timeoutSeconds: 60 },
  // Shorter than the TimeoutSeconds of their states, so that the function's own word arrives.
  'start-chat': { task: 'start-chat', timeoutSeconds: 12 },
  'connect-participant': { task: 'connect-participant', timeoutSeconds: 12 },
  'send-to-agent': { task: 'send-to-agent', timeoutSeconds: 15 },
  'receive-agent-event': { task: 'receive-agent-event', timeoutSeconds: 15 },
  'dispatch-outbound': { task: 'dispatch', timeoutSeconds: 60 },
  'send-messenger': { task: 'send-messenger', timeoutSeconds: 20 },
  'send-sms': { task: 'send-sms', timeoutSeconds: 20 },
  'tell-agent': { task: 'tell-agent', timeoutSeconds: 8 },
  'verify-webhook': { task: 'verify-webhook', timeoutSeconds: 10 },
  'record-failure': { task: 'record-failure', timeoutSeconds: 15 },
} as const;

export type FunctionName = keyof typeof functions;

/**
 * The queues and their consumers. FIFO queues are read one message at a time, so that a failure
 * concerns one message. The receive counts are high because dispatch itself decides when to give
 * up: the redrive policy is the net for what dies without a word.
 */
export const queues = {
  inbound: {
    fifo: true,
    visibilitySeconds: 150,
    maxReceiveCount: 1000,
    batchSize: 1,
    consumer: 'dispatch-inbound',
  },
  outbound: {
    fifo: true,
    visibilitySeconds: 150,
    maxReceiveCount: 1000,
    batchSize: 1,
    consumer: 'dispatch-outbound',
  },
  'sms-notifications': {
    fifo: false,
    visibilitySeconds: 90,
    maxReceiveCount: 100,
    batchSize: 10,
    consumer: 'receive-sms',
  },
  'agent-events': {
    fifo: false,
    visibilitySeconds: 90,
    maxReceiveCount: 100,
    batchSize: 10,
    consumer: 'receive-agent-event',
  },
} as const satisfies Record<string, QueueWiring>;

export interface QueueWiring {
  fifo: boolean;
  visibilitySeconds: number;
  maxReceiveCount: number;
  batchSize: number;
  consumer: FunctionName;
}

export type QueueName = keyof typeof queues;

/** Names of the stack's outputs that tell where a queue and its dead letters are. */
export function queueOutputs(name: string): { queue: string; deadLetters: string } {
  const prefix = pascalCase(name);
  return { queue: `${prefix}QueueUrl`, deadLetters: `${prefix}DeadLetterQueueUrl` };
}

/** `sms-notifications` as `SmsNotifications`. */
export function pascalCase(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

/** Dead letters of every queue go to record-failure. */
export const deadLetters = {
  visibilitySeconds: 90,
  batchSize: 10,
  consumer: 'record-failure',
} as const;

/**
 * What the streaming topic hands on: everything but the customer's own words. Visibility is judged
 * later, because nobody documents which one `chat.ended` carries, and a filter would lose it.
 */
export const streamFilterPolicy = {
  ParticipantRole: [{ 'anything-but': ['CUSTOMER'] }, { exists: false }],
};

/** What customers read, once, while the instance has no room for their chat. */
export const waitingText =
  'All our agents are busy. We have your message, and somebody will answer as soon as possible.';

/** The attributes that DynamoDB is told about. */
export const tables = {
  session: { partitionKey: 'pk', timeToLive: 'ttl' },
  ledger: {
    partitionKey: 'id',
    timeToLive: 'ttl',
    index: { name: 'status-lastFailedAt', partitionKey: 'status', sortKey: 'lastFailedAt' },
  },
} as const;
