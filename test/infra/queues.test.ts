import { everything } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf, resourcesOf } from '../support/template';

const stack = synthesise(everything);
const queues = resourcesOf<{ VisibilityTimeout: number }>(stack, 'AWS::SQS::Queue');
const mappings = resourcesOf(stack, 'AWS::Lambda::EventSourceMapping');
const functions = functionsOf(stack);

const common = { MessageRetentionPeriod: 1_209_600, KmsMasterKeyId: 'EncryptionKey' };
const fifo = {
  FifoQueue: true,
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};

type Row = [name: string, kind: object, visibility: number, receives: number];
const table: Row[] = [
  ['InboundMessages', fifo, 150, 1000],
  ['OutboundMessages', fifo, 150, 1000],
  ['InboundSmsNotifications', {}, 90, 100],
  ['OutboundAgentEvents', {}, 90, 100],
];

const consumersOf = (queue: string) =>
  Object.values(mappings).filter(({ EventSourceArn }) => EventSourceArn === queue);

describe('the queues', () => {
  it('are these, each with its dead letters', () => {
    const names = table.flatMap(([name]) => [`${name}Queue`, `${name}DeadLetters`]);
    expect(Object.keys(queues).sort()).toEqual(names.sort());
  });

  it.each(table)(
    '%s keeps its messages encrypted, and gives up late',
    (name, kind, visibility, receives) => {
      expect(queues[`${name}Queue`]).toEqual({
        ...common,
        ...kind,
        VisibilityTimeout: visibility,
        RedrivePolicy: { deadLetterTargetArn: `${name}DeadLetters`, maxReceiveCount: receives },
      });
    },
  );

  it.each(table)('%s has dead letters of its own kind, kept as long and as well', (name, kind) => {
    const deadLetters = { ...common, ...kind, VisibilityTimeout: 90 };
    expect(queues[`${name}DeadLetters`]).toEqual(deadLetters);
  });

  it.each(Object.keys(queues))('%s is closed to plain HTTP', (queue) => {
    const statement = {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sqs:*',
      Resource: queue,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(resourceOf(stack, 'AWS::SQS::QueuePolicy', `${queue}Policy`)).toMatchObject({
      Queues: [queue],
      PolicyDocument: { Statement: expect.arrayContaining([statement]) },
    });
  });
});

describe('the event source mappings', () => {
  it.each([
    // As many at once as configured; what is through in a moment, as few as Lambda allows.
    ['dispatch-inbound', 'InboundMessages', 1, 7],
    ['dispatch-outbound', 'OutboundMessages', 1, 7],
    ['receive-sms', 'InboundSmsNotifications', 10, 2],
    ['receive-agent-event', 'OutboundAgentEvents', 10, 2],
  ])(
    '%s reads %s, at most %i at a time, and reports what failed',
    (consumer, name, BatchSize, MaximumConcurrency) => {
      expect(consumersOf(`${name}Queue`)).toEqual([
        {
          EventSourceArn: `${name}Queue`,
          FunctionName: functions[consumer]?.id,
          BatchSize,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency },
        },
      ]);
    },
  );

  it.each(table)('record-failure reads the dead letters of %s', (name) => {
    expect(consumersOf(`${name}DeadLetters`)).toEqual([
      {
        EventSourceArn: `${name}DeadLetters`,
        FunctionName: functions['record-failure']?.id,
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    ]);
  });

  it('limit concurrency; no function reserves any, which a small account would refuse', () => {
    for (const fn of Object.values(resourcesOf(stack, 'AWS::Lambda::Function'))) {
      expect(fn).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });
});

describe('the visibility of a queue', () => {
  it.each<[string, string]>([
    ['InboundSmsNotificationsQueue', 'receive-sms'],
    ['OutboundAgentEventsQueue', 'receive-agent-event'],
    ...table.map(([name]) => [`${name}DeadLetters`, 'record-failure'] as [string, string]),
  ])('%s is six times what %s may take, as Lambda advises for batches', (queue, consumer) => {
    const { Timeout = Number.NaN } = functions[consumer] ?? {};
    expect(queues[queue]?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
  });
});
