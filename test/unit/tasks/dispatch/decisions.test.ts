import '../../../support/waiting-text';
import crypto from 'node:crypto';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { sqs } from '../../../../domain/clients/sqs';
import { dispatch } from '../../../../tasks/dispatch/dispatch';
import { awsError } from '../../../support/aws-error';
import { customer, inboundMessage } from '../../../support/customers';
import { delivery, earlier, messageId } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { WAITING_TEXT } from '../../../support/waiting-text';

const tables = useTables();
const client = mockClient(sfn);
const queue = mockClient(sqs);
const executionArn = 'arn:run:1';
const entry = () => tables.item('ledger', messageId);
const fails = (error: string) =>
  client
    .on(StartSyncExecutionCommand)
    .resolves({ status: 'FAILED', error, cause: 'why', executionArn });
const started = () =>
  client.commandCalls(StartSyncExecutionCommand).map(({ args }) => args[0].input.name);
/** What customers were told. */
const told = () =>
  queue
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ MessageBody = '' }) => JSON.parse(MessageBody).content);

beforeEach(() => {
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
  const highest = (_min: number, max: number) => max - 1;
  jest.spyOn(crypto, 'randomInt').mockImplementation(highest as never);
  client.reset();
  client.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED', executionArn });
});

afterEach(() => jest.restoreAllMocks());

describe('a message that is delivered', () => {
  it('leaves the queue, and nothing is entered', async () => {
    expect(await dispatch(delivery())).toEqual({ type: 'done', result: 'delivered' });
    expect(tables.actions()).toEqual(['GetItem']);
    expect(started()).toEqual([`facebook-${messageId}-1`]);
  });

  it('is RECOVERED where earlier attempts had failed', async () => {
    await earlier({ attempts: 2 });
    const verdict = await dispatch(delivery({ receiveCount: 3 }));
    expect(verdict).toEqual({ type: 'done', result: 'delivered' });
    expect(await entry()).toMatchObject({ status: 'RECOVERED', attemptCount: 2 });
    expect(started()).toEqual([`facebook-${messageId}-3`]);
  });

  it('is REPLAYED where an operator put it back into the queue, whose count begins anew', async () => {
    await earlier({ attempts: 1, status: 'REPLAYING' });
    expect(await dispatch(delivery())).toEqual({ type: 'done', result: 'delivered' });
    expect(await entry()).toMatchObject({ status: 'REPLAYED', attemptCount: 1 });
  });

  it('is RECOVERED where an earlier receive left no trace', async () => {
    await dispatch(delivery({ receiveCount: 2 }));
    const cause = 'Receives that ended without a word: 1 of 1.';
    expect(await entry()).toMatchObject({ status: 'RECOVERED', error: 'NoOutcome', cause });
  });
});

describe('a message that is not delivered', () => {
  it.each([
    ['Throttled', 15],
    ['ChatQuotaFull', 60],
    ['Connect.TooManyRequestsException', 15],
  ])('after %s waits up to %i seconds, which is no attempt', async (error, seconds) => {
    fails(error);
    const failure = { error, cause: 'why', executionArn };
    expect(await dispatch(delivery())).toEqual({ type: 'again', seconds, failure });
    expect(await entry()).toMatchObject({
      status: 'RETRYING',
      attempts: [],
      waitCount: 1,
      ...failure,
    });
    expect(await entry()).not.toHaveProperty('attemptCount');
  });

  it('tells the customer of a full instance, the first time alone', async () => {
    fails('Throttled');
    await dispatch(delivery());
    expect(told()).toEqual([]);
    fails('ChatQuotaFull');
    await dispatch(delivery({ receiveCount: 2 }));
    await dispatch(delivery({ receiveCount: 3 }));
    expect(told()).toEqual([WAITING_TEXT]);
    expect(await entry()).toMatchObject({ waitCount: 3, error: 'ChatQuotaFull' });
  });

  it('tells the customer at the next wait where it could not at the first', async () => {
    fails('ChatQuotaFull');
    queue.on(SendMessageBatchCommand).rejectsOnce(awsError('ServiceUnavailable', 503)).resolves({});
    for (const receiveCount of [1, 2, 3]) await dispatch(delivery({ receiveCount }));
    expect(told()).toEqual([WAITING_TEXT, WAITING_TEXT]);
    expect(await entry()).toMatchObject({ waitCount: 3, isCustomerTold: true });
  });

  it('waits on, whatever becomes of the notice', async () => {
    fails('ChatQuotaFull');
    for (let receiveCount = 1; receiveCount <= 7; receiveCount += 1) {
      tables.failNext('PutItem');
      expect(await dispatch(delivery({ receiveCount }))).toMatchObject({ type: 'again' });
    }
  });

  it('tells again where nobody noted that it did', async () => {
    fails('ChatQuotaFull');
    tables.failNext('UpdateItem');
    await expect(dispatch(delivery())).rejects.toThrow('as the test asked');
    await dispatch(delivery({ receiveCount: 2 }));
    expect(told()).toEqual([WAITING_TEXT, WAITING_TEXT]);
  });

  it.each([
    'ServiceFault',
    'CredentialsRefused',
    'SessionTaken',
    'ConnectFault',
    'Connect.ResourceNotFoundException',
    'States.TIMED_OUT',
    'Unforeseen',
  ])('is tried again soon after %s, which is an attempt', async (error) => {
    fails(error);
    const failure = { error, cause: 'why', executionArn };
    expect(await dispatch(delivery())).toEqual({ type: 'again', seconds: 4, failure });
    expect(await entry()).toMatchObject({
      status: 'RETRYING',
      attempts: [failure],
      attemptCount: 1,
      direction: 'inbound',
      channel: customer.channel,
      businessId: customer.businessId,
      vendorId: customer.vendorId,
      message: inboundMessage(),
    });
  });

  it('waits the longer for its next attempt, the more there were', async () => {
    fails('ServiceFault');
    await earlier({ attempts: 2 });
    expect(await dispatch(delivery({ receiveCount: 3 }))).toMatchObject({ seconds: 64 });
  });

  it('is tried again when its visibility runs out after a lost answer: the execution may still run', async () => {
    client.on(StartSyncExecutionCommand).rejects(awsError('TimeoutError'));
    const failure = { error: 'StartSyncExecution.TimeoutError', cause: 'as the test asked' };
    expect(await dispatch(delivery())).toEqual({ type: 'again', seconds: undefined, failure });
    expect(await entry()).toMatchObject({ status: 'RETRYING', attemptCount: 1, ...failure });
  });

  it.each([
    ['Refused', 'FAILED'],
    ['UnsupportedContent', 'FAILED'],
    ['VisibilityUnknown', 'FAILED'],
    ['OutcomeUnknown', 'OUTCOME_UNKNOWN'],
  ])('is given up at once after %s, as %s', async (error, status) => {
    fails(error);
    const failure = { error, cause: 'why', executionArn };
    expect(await dispatch(delivery())).toEqual({ type: 'done', result: status, failure });
    expect(await entry()).toMatchObject({ status, attempts: [failure], attemptCount: 1 });
  });
});
