import '../../../support/outbound-dispatch';
import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { agentEventHash } from '../../../../domain/agent-event';
import { sfn } from '../../../../domain/clients/sfn';
import { sqs } from '../../../../domain/clients/sqs';
import { rememberContact } from '../../../../domain/contact';
import { handler } from '../../../../tasks/dispatch/handler';
import { unreadableMessage } from '../../../../tasks/unreadable';
import { customer, inboundMessage } from '../../../support/customers';
import { useTables } from '../../../support/dynamodb';
import { invoke, sqsEvent, sqsRecord } from '../../../support/lambda';
import { agentEvent } from '../../../support/streaming';

const tables = useTables();
const executions = mockClient(sfn);
const queue = mockClient(sqs);
const event = agentEvent('agent-text-after-transfer');
const id = agentEventHash(event).slice(0, 32);
const dispatch = (body: unknown) => invoke(handler, sqsEvent(sqsRecord(body)));

beforeEach(() => {
  executions.reset();
  queue.reset();
  executions.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
  queue.on(ChangeMessageVisibilityCommand).resolves({});
});

describe('dispatch of what Connect streamed', () => {
  it('hands the item to the router with the key of the chat that it began as', async () => {
    expect(await dispatch(event)).toEqual({ batchItemFailures: [] });
    const {
      stateMachineArn,
      name,
      input = '',
    } = executions.call(0).args[0].input as {
      stateMachineArn: string;
      name: string;
      input?: string;
    };
    expect(stateMachineArn).toMatch(/agent-event-router$/);
    expect(name).toBe(`agent-${id}-1`);
    expect(JSON.parse(input)).toEqual({ event, contactKey: `contact#${event.initialContactId}` });
  });

  it('shortens the visibility in its own queue', async () => {
    executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'Throttled' });
    await dispatch(event);
    expect(queue.call(0).args[0].input).toMatchObject({
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/outbound.fifo',
    });
  });

  it('enters a failure under the customer whose chat it is', async () => {
    await rememberContact(event.initialContactId, customer);
    executions.on(StartSyncExecutionCommand).resolves({ status: 'FAILED', error: 'Refused' });
    await dispatch(event);
    expect(await tables.item('ledger', id)).toMatchObject({
      direction: 'outbound',
      channel: 'facebook',
      businessId: customer.businessId,
      vendorId: customer.vendorId,
      contactId: event.initialContactId,
      message: event,
      status: 'FAILED',
    });
  });

  it('enters a failure of a chat that nobody knows, too', async () => {
    executions
      .on(StartSyncExecutionCommand)
      .resolves({ status: 'FAILED', error: 'UnknownContact' });
    await dispatch(event);
    const entry = await tables.item('ledger', id);
    expect(entry).toMatchObject({ contactId: event.initialContactId, error: 'UnknownContact' });
    expect(entry).not.toHaveProperty('channel');
  });

  it.each([
    ['SENDING', 'OUTCOME_UNKNOWN'],
    ['SENT', 'FAILED'],
    ['REFUSED', 'FAILED'],
  ])('given up while its second part is %s is %s', async (state, status) => {
    await tables.put('session', { pk: `send#${event.id}#0`, state: 'SENT' });
    await tables.put('session', { pk: `send#${event.id}#1`, state });
    executions
      .on(StartSyncExecutionCommand)
      .resolves({ status: 'FAILED', error: 'UnknownContact' });
    await dispatch(event);
    expect(await tables.item('ledger', id)).toMatchObject({ status });
  });

  it('cannot read what belongs into the other queue', async () => {
    const body = JSON.stringify(inboundMessage());
    await dispatch(body);
    expect(executions.calls()).toEqual([]);
    expect(await tables.item('ledger', unreadableMessage(body, 'outbound').id)).toMatchObject({
      direction: 'outbound',
      error: 'Unreadable',
    });
  });
});
