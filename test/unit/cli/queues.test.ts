import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { queueChecks } from '../../../cli/doctor/queues';
import { complaintsOf, targetWith } from '../../support/target';

const sqs = mockClient(SQSClient);
const lambda = mockClient(LambdaClient);
const cloudwatch = mockClient(CloudWatchClient);

const FunctionArn = 'arn:aws:lambda:us-east-1:111122223333:function:dispatch-inbound';
const hold = (visible: number, inFlight = 0) =>
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: {
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
    },
  });
const mappings = (...EventSourceMappings: object[]) =>
  lambda.on(ListEventSourceMappingsCommand).resolves({ EventSourceMappings });
const oldest = (...Datapoints: object[]) =>
  cloudwatch.on(GetMetricStatisticsCommand).resolves({ Datapoints });

const complaints = () => complaintsOf(queueChecks(targetWith(), 300));

beforeEach(() => {
  for (const client of [sqs, lambda, cloudwatch]) client.reset();
  hold(0);
  oldest();
  mappings({ FunctionArn, State: 'Enabled' });
});

describe('a queue', () => {
  it('passes where it is empty and read', async () => {
    expect(await complaints()).toEqual({});
    expect(cloudwatch.calls()).toEqual([]);
  });

  it.each([
    ['as long as allowed, at the last look', 299, undefined],
    ['longer', 300, '4 waiting, 2 in flight, the oldest for 300 seconds'],
  ])('with messages that wait %s', async (_, Maximum, why) => {
    hold(4, 2);
    oldest(
      { Timestamp: new Date('2026-11-20T10:02:00Z'), Maximum },
      { Timestamp: new Date('2026-11-20T10:01:00Z'), Maximum: 10_000 },
    );
    expect((await complaints()).inbound?.why).toBe(why);
  });

  it('passes where CloudWatch knows no age yet', async () => {
    hold(1);
    expect(await complaints()).not.toHaveProperty('inbound');
  });

  it('fails where dead letters stay, be they in flight', async () => {
    hold(0, 3);
    expect((await complaints())['inbound-dead-letters']).toMatchObject({
      status: 'fail',
      why: '3 dead letters, which record-failure should have put into the ledger',
    });
  });
});

describe('the reader of a queue', () => {
  it.each([
    ['is missing', [], 'no function reads it'],
    ['is paused', [{ FunctionArn, State: 'Disabled' }], 'Disabled: dispatch-inbound is paused'],
    [
      'is being paused',
      [{ FunctionArn, State: 'Disabling' }],
      'Disabling: dispatch-inbound is paused',
    ],
    [
      'has no access',
      [{ FunctionArn, State: 'Enabled', LastProcessingResult: 'PROBLEM: Function call failed' }],
      'PROBLEM: Function call failed',
    ],
  ])('fails where it %s', async (_, found, why) => {
    mappings(...found);
    expect((await complaints())['inbound reader']).toMatchObject({ status: 'fail', why });
  });

  it('says how to resume', async () => {
    mappings({ FunctionArn, State: 'Disabled' });
    expect((await complaints())['inbound reader']?.todo).toBe(
      'npx chat-ops resume inbound --region us-east-1',
    );
  });
});
