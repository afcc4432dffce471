import '../../support/debug-output';
import { StartChatContactCommand } from '@aws-sdk/client-connect';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { sfn } from '../../../domain/clients/sfn';
import { handler as connectParticipant } from '../../../tasks/connect-participant/handler';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { handler as recordFailure } from '../../../tasks/record-failure/handler';
import { handler as sendToAgent } from '../../../tasks/send-to-agent/handler';
import { handler as startChat } from '../../../tasks/start-chat/handler';
import { awsError } from '../../support/aws-error';
import { inboundMessage, openSession, startedSession } from '../../support/customers';
import { outputOf } from '../../support/debug-output';
import { useTables } from '../../support/dynamodb';
import { useFifoQueue } from '../../support/fifo-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';

const tables = useTables();
const queue = useFifoQueue();
const participants = useParticipantService();
const chats = mockClient(connect);
const executions = mockClient(sfn);

const PHONE = '+15550100123';
const WORDS = 'my card is 4000 0000 0000 0002';
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
