import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { StartChatContactCommand } from '@aws-sdk/client-connect';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { sfn } from '../../../domain/clients/sfn';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { metrics } from '../../../tasks/instrumented';
import { handler as receiveWebhook } from '../../../tasks/receive-webhook/handler';
import { handler as recordFailure } from '../../../tasks/record-failure/handler';
import { handler as sendMessenger } from '../../../tasks/send-messenger/handler';
import { handler as sendSms } from '../../../tasks/send-sms/handler';
import { handler as sendToAgent } from '../../../tasks/send-to-agent/handler';
import { handler as startChat } from '../../../tasks/start-chat/handler';
import { handler as verifyWebhook } from '../../../tasks/verify-webhook/handler';
import { customer, inboundMessage, openSession } from '../../support/customers';
import { earlier } from '../../support/delivery';
import { useTables } from '../../support/dynamodb';
import { useFacebookSecret } from '../../support/facebook';
import { useFifoQueue } from '../../support/fifo-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent } from '../../support/streaming';
import { httpRequest } from '../../support/webhook';

const clock = useStoppedClock();
const tables = useTables();
const queue = useFifoQueue();
const provider = mockClient(PinpointSMSVoiceV2Client);
useParticipantService();
useFacebookSecret();
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

  it('nothing for an execution that succeeded: its tasks count what arrived', async () => {
    ends('SUCCEEDED');
    await run();
    expect(counted.mock.calls).toEqual([]);
  });

  it('what nobody can read', async () => {
    await invoke(dispatch, sqsEvent(sqsRecord('no JSON')));
    expect(counted.mock.calls).toEqual([['InboundFailed', MetricUnit.Count, 1]]);
  });

  it.each([
    ['Refused', 'InboundFailed'],
    ['OutcomeUnknown', 'InboundUnknown'],
  ])('a message given up after %s as %s', async (error, name) => {
    ends('FAILED', error);
    await run();
    expect(counted.mock.calls).toEqual([[name, MetricUnit.Count, 1]]);
  });

  it('nothing yet for a message that is tried again', async () => {
    ends('FAILED', 'ServiceFault');
    await run();
    expect(counted.mock.calls).toEqual([]);
  });

  it('each wait for a quota', async () => {
    ends('FAILED', 'Throttled');
    await run();
    expect(counted.mock.calls).toEqual([['InboundWaited', MetricUnit.Count, 1]]);
  });

  it('each wait for a full instance, so that an alarm can tell it from a rate', async () => {
    ends('FAILED', 'ChatQuotaFull');
    await run();
    expect(counted.mock.calls).toEqual([
      ['InboundWaited', MetricUnit.Count, 1],
      ['InboundInstanceFull', MetricUnit.Count, 1],
    ]);
  });

  it('a message that was settled before no second time', async () => {
    await earlier({ attempts: 1, status: 'FAILED' });
    await run(2);
    expect(counted.mock.calls).toEqual([]);
  });
});

describe('start-chat counts', () => {
  it('a new chat', async () => {
    expect(await invoke(startChat, { ...customer, messageId: 'm_1' })).toEqual({
      contactId: 'c',
      claimId: expect.any(String),
    });
    expect(counted.mock.calls).toEqual([['ChatsStarted', MetricUnit.Count, 1]]);
  });

  it('a chat that was there already no second time', async () => {
    await tables.put('session', openSession());
    expect(await invoke(startChat, { ...customer, messageId: 'm_1' })).toEqual({
      contactId: 'contact-1',
      claimId: 'claim-1',
    });
    expect(counted.mock.calls).toEqual([]);
  });
});

describe('a message that arrives counts, with the seconds since it was received:', () => {
  const arrived = (direction: string) => [
    [`${direction}Delivered`, MetricUnit.Count, 1],
    [`${direction}SecondsToDelivery`, MetricUnit.Seconds, 2.5],
  ];
  const received = () => {
    const receivedAt = clock.iso();
    clock.advance(2.5);
    return receivedAt;
  };

  it('with the agent, once', async () => {
    await tables.put('session', openSession());
    const message = inboundMessage({ receivedAt: received() });
    await invoke(sendToAgent, { message, contactId: 'contact-1' });
    expect(counted.mock.calls).toEqual(arrived('Inbound'));
    await invoke(sendToAgent, { message, contactId: 'contact-1' });
    expect(counted.mock.calls).toEqual(arrived('Inbound'));
  });

  it('with the customer’s provider', async () => {
    provider.on(SendTextMessageCommand).resolves({ MessageId: 'sms-1' });
    const contact = { channel: 'sms', businessId: '+15550100999', vendorId: '+15550100123' };
    const event = agentEvent('agent-text', { receivedAt: received() });
    await invoke(sendSms, { event, contact });
    expect(counted.mock.calls).toEqual(arrived('Outbound'));
  });
});

describe('what died without a word counts as failed', () => {
  it.each([
    ['inbound.fifo', 'InboundFailed'],
    ['outbound-dead-letters.fifo', 'OutboundFailed'],
  ])('from %s as %s', async (queueName, name) => {
    const eventSourceARN = `arn:aws:sqs:us-east-1:111122223333:${queueName}`;
    await invoke(recordFailure, sqsEvent(sqsRecord('no JSON', { eventSourceARN })));
    expect(counted.mock.calls).toEqual([[name, MetricUnit.Count, 1]]);
  });
});

describe('credentials that are refused count', () => {
  const contact = { channel: 'facebook', businessId: '1', vendorId: '2' };

  it('where Meta refuses ours', async () => {
    const body = JSON.stringify({ error: { code: 190, message: 'expired' } });
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(body, { status: 401 }));
    await expect(invoke(sendMessenger, { event: agentEvent(), contact })).rejects.toThrow('190');
    expect(counted.mock.calls).toEqual([['AuthFailures', MetricUnit.Count, 1]]);
    jest.mocked(globalThis.fetch).mockRestore();
  });

  it('where somebody presents a wrong signature', async () => {
    await invoke(receiveWebhook, httpRequest('POST', { body: '{}' }));
    expect(counted.mock.calls).toEqual([['AuthFailures', MetricUnit.Count, 1]]);
  });

  it('where somebody presents a wrong verify token', async () => {
    const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'wrong', 'hub.challenge': '1' };
    await invoke(verifyWebhook, httpRequest('GET', { query }));
    expect(counted.mock.calls).toEqual([['AuthFailures', MetricUnit.Count, 1]]);
  });
});
