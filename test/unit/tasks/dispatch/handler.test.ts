import crypto from 'node:crypto';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { sqs } from '../../../../domain/clients/sqs';
import { handler } from '../../../../tasks/dispatch/handler';
import { unreadableMessage } from '../../../../tasks/unreadable';
import { awsError } from '../../../support/aws-error';
import { inboundMessage } from '../../../support/customers';
import { earlier, messageId } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { invoke, sqsEvent, sqsRecord } from '../../../support/lambda';

const tables = useTables();
const executions = mockClient(sfn);
const queue = mockClient(sqs);

const record = (body: unknown = inboundMessage(), receiveCount = 1) => {
  const { attributes, ...rest } = sqsRecord(body);
  return { ...rest, attributes: { ...attributes, ApproximateReceiveCount: String(receiveCount) } };
};
const dispatch = (body?: unknown, receiveCount?: number) =>
  invoke(handler, sqsEvent(record(body, receiveCount)));
const visibility = () =>
  queue.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input);

const GONE = { batchItemFailures: [] };
const STAYS = { batchItemFailures: [{ itemIdentifier: 'sqs-message-1' }] };

beforeEach(() => {
  const highest = (_min: number, max: number) => max - 1;
  jest.spyOn(crypto, 'randomInt').mockImplementation(highest as never);
  executions.reset();
  queue.reset();
  executions.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
  queue.on(ChangeMessageVisibilityCommand).resolves({});
});
afterEach(() => jest.restoreAllMocks());

describe('dispatch', () => {
  it('hands the message to its state machine with the keys that it looks up', async () => {
    expect(await dispatch()).toEqual(GONE);
    const { input = '' } = executions.call(0).args[0].input as { input?: string };
    expect(JSON.parse(input)).toEqual({
      message: inboundMessage(),
      sessionKey: 'session#facebook#104512398765432#7301846529018273',
      deliveredKey: expect.stringMatching(new RegExp(`^delivered#${messageId}[0-9a-f]{32}$`)),
    });
  });

  it.each(['sms', 'facebook', 'instagram', 'whatsapp'])(
    'names an execution of %s so that Step Functions takes it, whatever id the provider gave',
    async (channel) => {
      await dispatch(inboundMessage({ channel, id: 'm_'.padEnd(200, 'x#/é ') }), 5);
      const { name = '' } = executions.call(0).args[0].input as { name?: string };
      expect(name).toMatch(new RegExp(`^${channel}-[0-9a-f]{32}-5$`));
      expect(name.replace(/5$/, '1000')).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
    },
  );

  it.each([
    ['Throttled', 15],
    ['ServiceFault', 4],
  ])('keeps the message after %s, hidden for %i seconds', async (error, VisibilityTimeout) => {
    executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error });
    expect(await dispatch()).toEqual(STAYS);
    expect(visibility()).toEqual([
      {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/inbound.fifo',
        ReceiptHandle: 'receipt-handle-1',
        VisibilityTimeout,
      },
    ]);
  });

  it('keeps the message after a lost answer for its whole visibility timeout', async () => {
    executions.on(StartSyncExecutionCommand).rejects(awsError('TimeoutError'));
    expect(await dispatch()).toEqual(STAYS);
    expect(visibility()).toEqual([]);
  });

  it.each(['Refused', 'OutcomeUnknown'])('lets the message go after %s', async (error) => {
    executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error });
    expect(await dispatch()).toEqual(GONE);
    expect(visibility()).toEqual([]);
  });

  it('puts aside what nobody can read', async () => {
    expect(await dispatch('<xml>')).toEqual(GONE);
    const { id } = unreadableMessage('<xml>', 'inbound');
    expect(await tables.item('ledger', id)).toMatchObject({
      direction: 'inbound',
      error: 'Unreadable',
      cause: 'not JSON',
      message: '<xml>',
      status: 'FAILED',
    });
    expect(executions.calls()).toEqual([]);
  });
});

describe('dispatch never throws', () => {
  it.each([
    ['the ledger cannot be read', () => tables.failNext('GetItem')],
    ['the ledger takes no entry', () => tables.failNext('UpdateItem')],
    [
      'the visibility cannot be changed',
      () => queue.on(ChangeMessageVisibilityCommand).rejects(awsError('ServiceUnavailable', 503)),
    ],
  ])('but keeps the message where %s', async (_, breakSomething) => {
    executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'Throttled' });
    breakSomething();
    expect(await dispatch(inboundMessage(), 2)).toEqual(STAYS);
  });

  it('but keeps the message where the note of its delivery fails', async () => {
    await earlier({ attempts: 1 });
    tables.failNext('UpdateItem');
    expect(await dispatch(inboundMessage(), 2)).toEqual(STAYS);
  });

  it('but keeps what nobody can read where the ledger takes no entry', async () => {
    tables.failNext('UpdateItem');
    expect(await dispatch('<xml>')).toEqual(STAYS);
  });
});
