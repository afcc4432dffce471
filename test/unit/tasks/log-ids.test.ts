import '../../support/debug-output';
import { StartChatContactCommand } from '@aws-sdk/client-connect';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { sfn } from '../../../domain/clients/sfn';
import { handler as connectParticipant } from '../../../tasks/connect-participant/handler';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { handler as receiveAgentEvent } from '../../../tasks/receive-agent-event/handler';
import { handler as receiveWebhook } from '../../../tasks/receive-webhook/handler';
import { handler as sendSms } from '../../../tasks/send-sms/handler';
import { handler as sendToAgent } from '../../../tasks/send-to-agent/handler';
import { handler as startChat } from '../../../tasks/start-chat/handler';
import { customer, inboundMessage, openSession, startedSession } from '../../support/customers';
import { outputOf } from '../../support/debug-output';
import { useTables } from '../../support/dynamodb';
import { useFacebookSecret } from '../../support/facebook';
import { useFifoQueue } from '../../support/fifo-queue';
import { fixtureText } from '../../support/fixture';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent, streamNotification } from '../../support/streaming';
import { signedPost } from '../../support/webhook';

useStoppedClock();
useFacebookSecret();
useFifoQueue();
useParticipantService();
const tables = useTables();
const executions = mockClient(sfn);
const chats = mockClient(connect);
const provider = mockClient(PinpointSMSVoiceV2Client);

const message = inboundMessage();
const event = agentEvent();
const messageId = message.id;
const contactId = 'contact-1';
const said = { messageId: event.id, contactId: event.initialContactId };
const contact = { channel: 'sms', businessId: '+15550100999', vendorId: '+15550100123' };

/** The lines that a function writes of itself, each with its message and these ids. */
async function linesOf(run: () => Promise<unknown>) {
  const lines = (await outputOf(run)).split('\n').filter((line) => line.startsWith('{"level"'));
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

const ends = (status: 'SUCCEEDED' | 'FAILED', error?: string) =>
  executions
    .on(StartSyncExecutionCommand)
    .resolves({ status, error, output: JSON.stringify({ chat: { contactId } }) });

beforeEach(() => {
  executions.reset();
  provider.on(SendTextMessageCommand).resolves({ MessageId: 'sms-1' });
  chats
    .on(StartChatContactCommand)
    .resolves({ ContactId: contactId, ParticipantId: 'p', ParticipantToken: 't' });
});

describe('the lines of', () => {
  const dispatched = (body: object) => () => invoke(dispatch, sqsEvent(sqsRecord(body)));
  const joins = () =>
    invoke(connectParticipant, { messageId, customer, contactId, claimId: 'claim-1' });

  it.each<[string, () => unknown, () => Promise<unknown>, object]>([
    ['dispatch', () => ends('SUCCEEDED'), dispatched(message), { messageId, contactId }],
    [
      'dispatch that tries again',
      () => ends('FAILED', 'ServiceFault'),
      dispatched(message),
      { messageId },
    ],
    ['dispatch that gives up', () => ends('FAILED', 'Refused'), dispatched(message), { messageId }],
    [
      'start-chat',
      () => {},
      () => invoke(startChat, { ...customer, messageId }),
      { messageId, contactId },
    ],
    [
      'connect-participant',
      () => tables.put('session', startedSession()),
      joins,
      { messageId, contactId },
    ],
    ['connect-participant that fails', () => {}, joins, { messageId, contactId }],
    [
      'send-to-agent',
      () => tables.put('session', openSession()),
      () => invoke(sendToAgent, { message, contactId }),
      { messageId, contactId },
    ],
    [
      'send-to-agent that fails',
      () => {},
      () => invoke(sendToAgent, { message, contactId }),
      { messageId, contactId },
    ],
    ['send-sms', () => {}, () => invoke(sendSms, { event, contact }), said],
  ])('%s all have the ids of message and contact', async (_, prepare, run, ids) => {
    await prepare();
    const lines = await linesOf(run);
    expect(lines).not.toEqual([]);
    for (const line of lines) expect(line).toMatchObject(ids);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'receive-webhook',
      () => invoke(receiveWebhook, signedPost(fixtureText('facebook/text'))),
      { channel: 'facebook', messageHash: expect.any(String), messageId: expect.any(String) },
    ],
    [
      'receive-agent-event',
      () => invoke(receiveAgentEvent, sqsEvent(sqsRecord(streamNotification('agent-text')))),
      said,
    ],
  ])('%s name each message that they queue', async (_, run, ids) => {
    const queued = (await linesOf(run)).filter((line) => line.message === 'Queued');
    expect(queued).toMatchObject([ids]);
  });

  it('one invocation leave nothing behind for the next', async () => {
    ends('SUCCEEDED');
    await linesOf(dispatched(message));
    const [line] = await linesOf(dispatched({ unreadable: true }));
    expect(line).not.toHaveProperty('messageId');
  });
});
