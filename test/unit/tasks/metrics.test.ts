import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { StartChatContactCommand } from '@aws-sdk/client-connect';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { sfn } from '../../../domain/clients/sfn';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { metrics } from '../../../tasks/instrumented';
import { handler as startChat } from '../../../tasks/start-chat/handler';
import { customer, inboundMessage, openSession } from '../../support/customers';
import { earlier } from '../../support/delivery';
import { useTables } from '../../support/dynamodb';
import { useFifoQueue } from '../../support/fifo-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const queue = useFifoQueue();
const executions = mockClient(sfn);
const chats = mockClient(connect);
const counted = jest.spyOn(metrics, 'addMetric');

beforeEach(() => {
  counted.mockClear();
  queue.client.resolves({});
  chats
    .on(StartChatContactCommand)
    .resolves({ ContactId: 'c', ParticipantId: 'p', ParticipantToken: 't' });
});

describe('dispatch counts', () => {
  const message = inboundMessage();
  const run = (receiveCount = 1, body: object = message) => {
    const { attributes, ...record } = sqsRecord(body);
    const ApproximateReceiveCount = String(receiveCount);
    const event = sqsEvent({ ...record, attributes: { ...attributes, ApproximateReceiveCount } });
    return invoke(dispatch, event);
  };
  const ends = (status: 'SUCCEEDED' | 'FAILED', error?: string) =>
    executions.on(StartSyncExecutionCommand).resolves({ status, error });

  it('each delivery, and the seconds since the message was received', async () => {
    ends('SUCCEEDED');
    const receivedAt = clock.iso();
    clock.advance(2.5);
    await run(1, { ...message, receivedAt });
    expect(counted.mock.calls).toEqual([
      ['InboundDelivered', MetricUnit.Count, 1],
      ['InboundSecondsToDelivery', MetricUnit.Seconds, 2.5],
    ]);
  });

  it.each([
    ['Refused', 'InboundFailed'],
    ['OutcomeUnknown', 'InboundUnknown'],
  ])('a message given up after %s as %s', async (error, name) => {
    ends('FAILED', error);
    await run();
    expect(counted.mock.calls).toEqual([[name, MetricUnit.Count, 1]]);
  });

  it.each(['ServiceFault', 'Throttled'])(
    'nothing yet for a message that goes on after %s',
    async (error) => {
      ends('FAILED', error);
      await run();
      expect(counted.mock.calls).toEqual([]);
    },
  );

  it('a message that was settled before no second time', async () => {
    await earlier({ attempts: 1, status: 'FAILED' });
    await run(2);
    expect(counted.mock.calls).toEqual([]);
  });
});

describe('start-chat counts', () => {
  it('a new chat', async () => {
    expect(await invoke(startChat, customer)).toEqual({
      contactId: 'c',
      claimId: expect.any(String),
    });
    expect(counted.mock.calls).toEqual([['ChatsStarted', MetricUnit.Count, 1]]);
  });

  it('a chat that was there already no second time', async () => {
    await tables.put('session', openSession());
    expect(await invoke(startChat, customer)).toEqual({
      contactId: 'contact-1',
      claimId: 'claim-1',
    });
    expect(counted.mock.calls).toEqual([]);
  });
});
