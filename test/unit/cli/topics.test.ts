import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { RESTORE } from '../../../cli/checks';
import { topicChecks } from '../../../cli/doctor/topics';
import { awsError } from '../../support/aws-error';
import { complaintsOf, INSTANCE, targetWith } from '../../support/target';

const sns = mockClient(SNSClient);
const kms = mockClient(KMSClient);

const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
const allow = (Service: string, Action: string | string[], Condition: object = ofThisAccount) => ({
  Effect: 'Allow',
  Principal: { Service },
  Action,
  Condition,
});
const policy = (...Statement: object[]) => JSON.stringify({ Statement });
const bySms = allow('sms-voice.amazonaws.com', 'sns:Publish');
const byConnect = allow('connect.amazonaws.com', 'sns:Publish');
const use = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** Attributes of both topics. */
const topics = (changes: Record<string, string> = {}) =>
  sns.on(GetTopicAttributesCommand).resolves({
    Attributes: { Policy: policy(byConnect, bySms), KmsMasterKeyId: 'key', ...changes },
  });
const key = (KeyManager: 'AWS' | 'CUSTOMER', KeyState: 'Enabled' | 'Disabled') =>
  kms.on(DescribeKeyCommand).resolves({ KeyMetadata: { KeyId: 'key', KeyManager, KeyState } });
const keyPolicy = (...statements: object[]) =>
  kms.on(GetKeyPolicyCommand).resolves({ Policy: policy(...statements) });

const complaints = (changes?: Record<string, string>) =>
  complaintsOf(topicChecks(targetWith(changes)));

beforeEach(() => {
  sns.reset();
  kms.reset();
  topics();
  key('CUSTOMER', 'Enabled');
  keyPolicy(allow('connect.amazonaws.com', use), allow('sms-voice.amazonaws.com', use));
});

describe('the topics', () => {
  it('pass where the services may publish and use the key', async () => {
    expect(await complaints()).toEqual({});
  });

  it('fail where one is gone', async () => {
    sns.on(GetTopicAttributesCommand).rejects(awsError('NotFoundException', 404));
    expect((await complaints())['streaming topic']).toMatchObject({
      status: 'fail',
      why: 'arn:aws:sns:us-east-1:111122223333:chat-stream does not exist',
      todo: RESTORE,
    });
  });

  it('fail where a service would have to publish to a FIFO topic', async () => {
    topics({ FifoTopic: 'true' });
    expect(await complaints()).toMatchObject({
      'streaming topic': { why: 'connect.amazonaws.com publishes to no FIFO topic' },
      'SMS topic': { why: 'sms-voice.amazonaws.com publishes to no FIFO topic' },
    });
  });

  it('fail where the instance is in another Region', async () => {
    const ConnectInstanceArn = INSTANCE.replace('us-east-1', 'eu-west-2');
    expect(await complaints({ ConnectInstanceArn })).toMatchObject({
      'streaming topic': { why: 'it is in us-east-1, the Connect instance in eu-west-2' },
    });
  });

  it.each([
    [
      'names another account',
      { StringEquals: { 'aws:SourceAccount': '999999999999' } },
      'not met: StringEquals aws:SourceAccount 999999999999',
    ],
    [
      'names another instance',
      { ArnEquals: { 'aws:SourceArn': `${INSTANCE}0` } },
      `not met: ArnEquals aws:SourceArn ${INSTANCE}0`,
    ],
  ])('fail where the policy %s', async (_, condition, why) => {
    topics({ Policy: policy(allow('connect.amazonaws.com', 'sns:Publish', condition), bySms) });
    expect(await complaints()).toMatchObject({
      'streaming topic policy': {
        status: 'fail',
        why: `connect.amazonaws.com may not sns:Publish: ${why}`,
      },
    });
  });

  it('fail where the policy lets anybody’s instance publish', async () => {
    topics({ Policy: policy(allow('connect.amazonaws.com', 'sns:Publish', {}), bySms) });
    expect(await complaints()).toMatchObject({
      'streaming topic policy': {
        why: 'connect.amazonaws.com may sns:Publish for any account, not this one alone',
      },
    });
  });
});

describe('the key of the topics', () => {
  it('is not looked at where they are not encrypted', async () => {
    topics({ KmsMasterKeyId: '' });
    expect((await complaints())['SMS topic key']).toMatchObject({
      status: 'skip',
      why: 'the topic is not encrypted',
    });
  });

  it('fails where AWS manages it', async () => {
    key('AWS', 'Enabled');
    expect((await complaints())['streaming topic key']).toMatchObject({
      status: 'fail',
      why: 'no service can use key, which AWS manages',
    });
  });

  it('fails where it is disabled', async () => {
    key('CUSTOMER', 'Disabled');
    expect((await complaints())['streaming topic key']).toMatchObject({
      status: 'fail',
      why: 'the key is Disabled',
      todo: 'Enable the key in AWS KMS.',
    });
  });

  it('fails where its policy lets a service do only half of it', async () => {
    keyPolicy(allow('connect.amazonaws.com', 'kms:Decrypt'), allow('sms-voice.amazonaws.com', use));
    const found = await complaints();
    expect(Object.keys(found)).toEqual(['streaming topic key']);
    expect(found['streaming topic key']?.why).toMatch(
      /^connect.amazonaws.com may not kms:GenerateDataKey: no statement allows/,
    );
  });

  it('fails, with advice, where the operator may not read its policy', async () => {
    kms.on(GetKeyPolicyCommand).rejects(awsError('AccessDeniedException', 400));
    expect((await complaints())['streaming topic key']).toMatchObject({
      status: 'fail',
      todo: expect.stringContaining('docs/chat-ops.md'),
    });
  });
});
