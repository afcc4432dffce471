import '../../../support/waiting-text';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sqs } from '../../../../domain/clients/sqs';
import { findContact } from '../../../../domain/contact';
import { outgoingMessage } from '../../../../domain/outgoing';
import { tellCustomer } from '../../../../tasks/dispatch/tell-customer';
import { readOutbound } from '../../../../tasks/dispatchable';
import { awsError } from '../../../support/aws-error';
import { customer } from '../../../support/customers';
import { messageId } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { WAITING_TEXT } from '../../../support/waiting-text';

const tables = useTables();
const { channel, businessId, vendorId } = customer;
const queue = mockClient(sqs);
const tell = (id = messageId) => tellCustomer(id, customer);
const sent = () =>
  queue
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) =>
      (input.Entries ?? []).map((entry) => ({ ...entry, url: input.QueueUrl })),
    );
const events = () => sent().map(({ MessageBody = '' }) => JSON.parse(MessageBody));

beforeEach(() => {
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
});

describe('a customer whose message waits for a full instance', () => {
  it('is told through the queue of all that customers get', async () => {
    expect(await tell()).toBe(true);
    expect(sent()).toMatchObject([{ url: expect.stringMatching(/outbound\.fifo$/) }]);
    const [event] = events();
    expect(event).toMatchObject({ type: 'MESSAGE', visibility: 'CUSTOMER' });
    expect(outgoingMessage(event)).toMatchObject({ text: WAITING_TEXT });
  });

  it('is found by the router, which looks up whose contact it is', async () => {
    await tell();
    const [{ MessageBody = '' } = {}] = sent();
    const input = await readOutbound(MessageBody).input();
    expect(input).toMatchObject({ contactKey: `contact#${events()[0].initialContactId}` });
    expect(await findContact(events()[0].initialContactId)).toMatchObject({
      channel,
      businessId,
      vendorId,
    });
  });

  it('is told once for each message: what is told twice is the same to SQS and to the sender', async () => {
    await tell();
    await tell();
    await tell('another');
    const [first, second, other] = sent().map((entry) => entry.MessageDeduplicationId);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    const [one, again, another] = events().map(({ id }) => id);
    expect(again).toBe(one);
    expect(another).not.toBe(one);
  });

  it.each([
    [
      'SQS refuses it',
      () =>
        queue
          .on(SendMessageBatchCommand)
          .resolves({ Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] }),
    ],
    [
      'SQS fails',
      () => queue.on(SendMessageBatchCommand).rejects(awsError('ServiceUnavailable', 503)),
    ],
    ['the table takes no contact', () => tables.failNext('PutItem')],
  ])('is not told where %s, and the message waits on', async (_, breakSomething) => {
    breakSomething();
    expect(await tell()).toBe(false);
  });
});
