import '../../support/debug-output';
import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { StartChatContactCommand } from '@aws-sdk/client-connect';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { sfn } from '../../../domain/clients/sfn';
import { handler as connectParticipant } from '../../../tasks/connect-participant/handler';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { handler as receiveSms } from '../../../tasks/receive-sms/handler';
import { handler as receiveWebhook } from '../../../tasks/receive-webhook/handler';
import { handler as recordFailure } from '../../../tasks/record-failure/handler';
import { handler as sendToAgent } from '../../../tasks/send-to-agent/handler';
import { handler as startChat } from '../../../tasks/start-chat/handler';
import { handler as verifyWebhook } from '../../../tasks/verify-webhook/handler';
import { awsError } from '../../support/aws-error';
import { inboundMessage, openSession, startedSession } from '../../support/customers';
import { outputOf } from '../../support/debug-output';
import { useTables } from '../../support/dynamodb';
import { ANA, eventOf, SECRET, useFacebookSecret, webhookOf } from '../../support/facebook';
import { useFifoQueue } from '../../support/fifo-queue';
import { fixture } from '../../support/fixture';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';
import { httpRequest, signedPost } from '../../support/webhook';

useStoppedClock();
useFacebookSecret();
const tables = useTables();
const queue = useFifoQueue();

const WORDS = 'my card is 4000 0000 0000 0002';
const PHONE = '+15550100123';

const webhook = JSON.stringify(webhookOf(eventOf({ message: { mid: 'm_1', text: WORDS } })));
const posted = (body: string) => () => invoke(receiveWebhook, signedPost(body));
const verified = (token: string) => () => {
  const query = {
    'hub.mode': 'subscribe',
    'hub.verify_token': token,
    'hub.challenge': '1158201444',
  };
  return invoke(verifyWebhook, httpRequest('GET', { query }));
};

const notification = fixture<SnsSqsNotification>('sms/notification');
const shortMessage = {
  ...JSON.parse(notification.Message),
  messageBody: WORDS,
  originationNumber: PHONE,
};
const texted = (message: object | string) => () => {
  const Message = typeof message === 'string' ? message : JSON.stringify(message);
  return invoke(receiveSms, sqsEvent(sqsRecord({ ...notification, Message })));
};

const refuses = () =>
  queue.client.on(SendMessageBatchCommand).resolves({
    Failed: [{ Id: '0', Code: 'InternalError', Message: WORDS, SenderFault: false }],
  });

describe('what is written at level DEBUG', () => {
  it.each<[string, () => unknown, () => Promise<unknown>]>([
    ['receive-webhook', () => {}, posted(webhook)],
    ['receive-webhook whose queue refuses', refuses, posted(webhook)],
    ['receive-webhook of what is no JSON', () => {}, posted(`${WORDS} ${ANA}`)],
    [
      'receive-webhook of what has no signature',
      () => {},
      () => invoke(receiveWebhook, httpRequest('POST', { body: webhook })),
    ],
    ['verify-webhook', () => {}, verified(SECRET.VERIFY_TOKEN)],
    ['verify-webhook with a wrong token', () => {}, verified(`x${SECRET.VERIFY_TOKEN}`)],
    ['receive-sms', () => {}, texted(shortMessage)],
    ['receive-sms whose queue refuses', refuses, texted(shortMessage)],
    ['receive-sms of what it cannot read', () => {}, texted(`${WORDS} ${PHONE}`)],
  ])('by %s holds no words, no number and no token', async (_, prepare, run) => {
    await prepare();
    const output = await outputOf(run);
    for (const secretValue of ['4000 0000', 'card', '5550100', ANA, ...Object.values(SECRET)]) {
      expect(output).not.toContain(secretValue);
    }
  });

  it.each([
    ['receive-webhook', posted(webhook), '"messages":1'],
    ['receive-sms', texted(shortMessage), '"InboundReceived":1'],
    ['verify-webhook with a wrong token', verified('x'), 'Webhook verification refused'],
  ])('by %s tells what happened', async (_, run, expected) => {
    expect(await outputOf(run)).toContain(expected);
  });
});

const participants = useParticipantService();
const chats = mockClient(connect);
const executions = mockClient(sfn);

const sms = { channel: 'sms', businessId: '+15550100999', vendorId: PHONE, displayName: PHONE };
const message = inboundMessage({ ...sms, content: { type: 'text', text: WORDS } });
const pk = `session#sms#+15550100999#${PHONE}`;
const quoting = (name: string, status: number) =>
  awsError(name, status, `"${WORDS}" of ${PHONE} under participant-token-1, connection-token-1`);

const dispatched = () => invoke(dispatch, sqsEvent(sqsRecord(message)));
const said = () => invoke(sendToAgent, { message });
const died = (body: unknown = message) => invoke(recordFailure, sqsEvent(sqsRecord(body)));
const started = () => invoke(startChat, sms);
const joined = () =>
  invoke(connectParticipant, { customer: sms, contactId: 'contact-1', claimId: 'claim-1' });

const ends = (error: string) => () =>
  executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error, cause: WORDS });

beforeEach(() => {
  queue.client.resolves({});
  executions.reset();
  executions.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
  chats.reset();
  chats
    .on(StartChatContactCommand)
    .resolves({ ContactId: 'c', ParticipantId: 'p', ParticipantToken: 'participant-token-1' });
});

describe('what is written at level DEBUG', () => {
  it.each<[string, () => unknown, () => Promise<unknown>]>([
    ['start-chat', () => {}, started],
    [
      'start-chat that fails',
      () => chats.on(StartChatContactCommand).rejects(awsError('InternalServiceException', 500)),
      started,
    ],
    ['connect-participant', () => tables.put('session', { ...startedSession(sms), pk }), joined],
    ['connect-participant that finds no session', () => {}, joined],
    [
      'connect-participant that is refused',
      async () => {
        await tables.put('session', { ...startedSession(sms), pk });
        participants.refuses('participant-token-1');
      },
      joined,
    ],
    ['send-to-agent', () => tables.put('session', { ...openSession(sms), pk }), said],
    ['send-to-agent that finds no session', () => {}, said],
    [
      'send-to-agent whose words are refused',
      async () => {
        await tables.put('session', { ...openSession(sms), pk });
        participants.failNext(quoting('ValidationException', 400));
      },
      said,
    ],
    ['dispatch', () => {}, dispatched],
    ['dispatch that waits', ends('Throttled'), dispatched],
    ['dispatch that tries again', ends('ServiceFault'), dispatched],
    ['dispatch that gives up', ends('Refused'), dispatched],
    ['dispatch that does not know', ends('OutcomeUnknown'), dispatched],
    [
      'dispatch without an answer',
      () => executions.on(StartSyncExecutionCommand).rejects(quoting('TimeoutError', 500)),
      dispatched,
    ],
    [
      'dispatch without a ledger',
      () => {
        ends('Refused')();
        tables.failNext('UpdateItem');
      },
      dispatched,
    ],
    [
      'dispatch of what it cannot read',
      () => {},
      () => invoke(dispatch, sqsEvent(sqsRecord(`${WORDS} ${PHONE}`))),
    ],
    ['record-failure', () => {}, () => died()],
    ['record-failure of what it cannot read', () => {}, () => died(`${WORDS} ${PHONE}`)],
    ['record-failure without a ledger', () => tables.failNext('UpdateItem'), () => died()],
  ])('by %s holds no words, no number and no token', async (_, prepare, run) => {
    await prepare();
    const output = await outputOf(run);
    expect(output).toMatch(/"(level|_aws|errorType)"/);
    expect(output).not.toMatch(
      /4000 0000|card|15550100|participant-token|connection-token|fresh-token/,
    );
  });
});
