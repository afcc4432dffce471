import '../../support/debug-output';
import '../../support/outbound-dispatch';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../domain/clients/sfn';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { handler as receiveAgentEvent } from '../../../tasks/receive-agent-event/handler';
import { handler as sendMessenger } from '../../../tasks/send-messenger/handler';
import { handler as sendSms } from '../../../tasks/send-sms/handler';
import { awsError } from '../../support/aws-error';
import { outputOf } from '../../support/debug-output';
import { useTables } from '../../support/dynamodb';
import { SECRET, useFacebookSecret } from '../../support/facebook';
import { useFifoQueue } from '../../support/fifo-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent, streamNotification } from '../../support/streaming';

useStoppedClock();
const tables = useTables();
const queue = useFifoQueue();
const secret = useFacebookSecret();
const provider = mockClient(PinpointSMSVoiceV2Client);
const executions = mockClient(sfn);

const PHONE = '+15550100123';
const PSID = '7301846529018273';
const WORDS = 'code 77-31 is yours';
const event = agentEvent('agent-text', { content: WORDS });
const everything = `"${WORDS}" to ${PHONE}, ${PSID} with ${Object.values(SECRET).join(', ')}`;

const bySms = () =>
  invoke(sendSms, {
    event,
    contact: { channel: 'sms', businessId: '+15550100999', vendorId: PHONE },
  });
const byMessenger = () =>
  invoke(sendMessenger, {
    event,
    contact: { channel: 'facebook', businessId: '1', vendorId: PSID },
  });
const dispatched = () => invoke(dispatch, sqsEvent(sqsRecord(event)));

function received(change: (text: string) => string = (text) => text) {
  const notification = streamNotification('agent-text');
  const item = { ...JSON.parse(notification.Message), Content: WORDS };
  const body = { ...notification, Message: change(JSON.stringify(item)) };
  return () => invoke(receiveAgentEvent, sqsEvent(sqsRecord(body)));
}

const metaAnswers = (status: number, body: object) => () =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  queue.client.resolves({});
  provider.reset();
  provider.on(SendTextMessageCommand).resolves({ MessageId: 'sms-1' });
  executions.reset();
  executions.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
});
afterEach(() => jest.restoreAllMocks());

describe('what is written at level DEBUG', () => {
  it.each<[string, () => unknown, () => Promise<unknown>]>([
    ['send-sms', () => {}, bySms],
    [
      'send-sms that is refused',
      () =>
        provider
          .on(SendTextMessageCommand)
          .rejects(awsError('ValidationException', 400, everything)),
      bySms,
    ],
    [
      'send-sms without an answer',
      () => provider.on(SendTextMessageCommand).rejects(new Error(everything)),
      bySms,
    ],
    ['send-messenger', metaAnswers(200, { message_id: 'mid-1' }), byMessenger],
    [
      'send-messenger that is refused',
      metaAnswers(400, { error: { code: 551, message: everything } }),
      byMessenger,
    ],
    [
      'send-messenger without an answer',
      () => jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError(everything)),
      byMessenger,
    ],
    [
      'send-messenger whose secret lacks a key',
      () => secret.becomes({ PAGE_TOKEN: SECRET.PAGE_TOKEN }),
      byMessenger,
    ],
    ['dispatch', () => {}, dispatched],
    [
      'dispatch that gives up',
      () =>
        executions
          .on(StartSyncExecutionCommand)
          .resolves({ status: 'FAILED', error: 'Refused', cause: everything }),
      dispatched,
    ],
    [
      'receive-agent-event whose queue refuses',
      () =>
        queue.client.on(SendMessageBatchCommand).resolves({
          Failed: [{ Id: '0', Code: 'InternalError', Message: everything, SenderFault: false }],
        }),
      received(),
    ],
    ['receive-agent-event of what it cannot read', () => {}, received((text) => `${WORDS}${text}`)],
    [
      'receive-agent-event without a ledger',
      () => tables.failNext('UpdateItem'),
      received((text) => `${WORDS}${text}`),
    ],
  ])('by %s holds no words, no number and no token', async (_, prepare, run) => {
    await prepare();
    const output = await outputOf(run);
    expect(output).toMatch(/"(level|_aws|errorType)"/);
    for (const secretValue of [WORDS, '77-31', '5550100', PSID, ...Object.values(SECRET)]) {
      expect(output).not.toContain(secretValue);
    }
  });

  it('by receive-agent-event holds no words', async () => {
    expect(await outputOf(received())).not.toContain('77-31');
    expect(queue.bodies()).toMatchObject([{ content: WORDS }]);
  });
});
