import { type AgentEvent, agentEventHash, contactGroup } from '../../../domain/agent-event';
import { handler } from '../../../tasks/receive-agent-event/handler';
import { useTables } from '../../support/dynamodb';
import { useFifoQueue } from '../../support/fifo-queue';
import { fixturesIn } from '../../support/fixture';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent, streamNotification } from '../../support/streaming';

const clock = useStoppedClock();
const tables = useTables();
const queue = useFifoQueue<AgentEvent>();
const ids = () => queue.bodies().map(({ id }) => id);
const entries = () => queue.inputs().flatMap(({ Entries = [] }) => Entries);

/** A batch of notifications; each SQS message is named after its kind. */
const batchOf = (...kinds: string[]) =>
  sqsEvent(...kinds.map((kind) => sqsRecord(streamNotification(kind), { messageId: kind })));

describe('receive-agent-event', () => {
  it('puts a streamed item into the queue of the chat', async () => {
    const event = agentEvent('agent-text', { receivedAt: clock.iso() });
    expect(await invoke(handler, batchOf('agent-text'))).toEqual({ batchItemFailures: [] });
    expect(queue.inputs()).toEqual([
      {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/outbound.fifo',
        Entries: [
          {
            Id: '0',
            MessageGroupId: contactGroup(event),
            MessageDeduplicationId: agentEventHash(event),
            MessageBody: expect.any(String),
          },
        ],
      },
    ]);
    expect(queue.bodies()).toEqual([event]);
  });

  it.each(fixturesIn('streaming').map((name) => name.replace('streaming/', '')))(
    'hands on %s, with ids that SQS takes',
    async (kind) => {
      expect(await invoke(handler, batchOf(kind))).toEqual({ batchItemFailures: [] });
      expect(queue.bodies()).toEqual([agentEvent(kind, { receivedAt: clock.iso() })]);
      expect(entries()).toMatchObject([
        {
          MessageGroupId: expect.stringMatching(/^[0-9a-f]{1,128}$/),
          MessageDeduplicationId: expect.stringMatching(/^[0-9a-f]{1,128}$/),
        },
      ]);
    },
  );

  it('puts the items of a chat into the order of their instants, whatever came first', async () => {
    const kinds = ['chat-ended', 'agent-text-after-transfer', 'agent-left', 'agent-text'];
    await invoke(handler, batchOf(...kinds));
    expect(ids()).toEqual([...kinds].reverse().map((kind) => agentEvent(kind).id));
  });

  it.each(['2026-11-18T08:15:20Z', '2026-11-18T10:15:20+02:00'])(
    'compares instants, not their spelling: %s',
    async (instant) => {
      const early = { ...streamNotification('agent-text') };
      early.Message = early.Message.replace('2026-11-18T08:15:20.415Z', instant);
      await invoke(handler, sqsEvent(...batchOf('agent-text').Records, sqsRecord(early)));
      expect(queue.bodies().map(({ absoluteTime }) => absoluteTime)).toEqual([
        instant,
        '2026-11-18T08:15:20.415Z',
      ]);
    },
  );

  it('gives a duplicate of the topic the same deduplication id', async () => {
    await invoke(handler, batchOf('agent-text', 'agent-text'));
    const [one, other] = entries().map(({ MessageDeduplicationId }) => MessageDeduplicationId);
    expect(one).toBe(other);
  });
});

describe('receive-agent-event where not everything goes well', () => {
  it('reports what SQS refused and what comes after it in the chat, and nothing else', async () => {
    queue.refuse(({ id }) => id === agentEvent('agent-text').id);
    const response = await invoke(handler, batchOf('agent-left', 'agent-joined', 'agent-text'));
    expect(response.batchItemFailures).toEqual([
      { itemIdentifier: 'agent-text' },
      { itemIdentifier: 'agent-left' },
    ]);
    expect(ids()).toEqual(['agent-joined', 'agent-text'].map((kind) => agentEvent(kind).id));
  });

  it('enters what cannot be read in the ledger, and takes the rest', async () => {
    const broken = { ...streamNotification('agent-text'), Message: '{"Content":"Hello"}' };
    const event = sqsEvent(sqsRecord(broken), ...batchOf('agent-left').Records);
    expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });
    expect(ids()).toEqual([agentEvent('agent-left').id]);
    expect(tables.actions()).toEqual(['UpdateItem']);
  });

  it('reports what neither the queue nor the ledger took', async () => {
    tables.failNext('UpdateItem');
    const event = sqsEvent(sqsRecord('no JSON', { messageId: 'broken' }));
    expect(await invoke(handler, event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'broken' }],
    });
  });
});
