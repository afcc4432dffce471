import { account, both, everything, instanceArn, messenger, region, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { resourceOf, resourcesOf } from '../support/template';

type Stack = ReturnType<typeof synthesise>;

interface Statement {
  Principal: { Service?: string; AWS?: string };
  Condition?: { ArnEquals?: Record<string, string[]> };
}

interface Key {
  EnableKeyRotation: boolean;
  KeyPolicy: { Statement: Statement[] };
}

const stack = synthesise(both);

const keyOf = (template: Stack) => resourceOf<Key>(template, 'AWS::KMS::Key', 'EncryptionKey');

/** What the key's policy says of a service. */
function statementOf(template: Stack, service: string): Statement | undefined {
  return keyOf(template).KeyPolicy.Statement.find(({ Principal }) => Principal.Service === service);
}

const use = (Service: string, Action: string[], Condition: object) => ({
  Effect: 'Allow',
  Principal: { Service },
  Action,
  Resource: '*',
  Condition,
});
const publish = ['kms:Decrypt', 'kms:GenerateDataKey*'];
const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
const from = (service: string, resource: string) => ({
  ArnLike: { 'aws:SourceArn': `arn:aws:${service}:${region}:${account}:${resource}` },
});

describe('the key', () => {
  it('changes every year', () => {
    expect(keyOf(stack)).toMatchObject({ EnableKeyRotation: true });
  });

  it.each([
    ['stays with the data', stack, 'Retain'],
    ['goes with the data where that is wished', synthesise(everything), 'Delete'],
  ])('%s', (_, template, DeletionPolicy) => {
    expect(Object.values(template.findResources('AWS::KMS::Key'))).toMatchObject([
      { DeletionPolicy, UpdateReplacePolicy: DeletionPolicy },
    ]);
  });

  it('is administered by the account, through IAM', () => {
    const [first] = keyOf(stack).KeyPolicy.Statement;
    expect(first).toEqual({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    });
  });

  it.each([
    [
      'Connect, for this instance',
      use('connect.amazonaws.com', publish, {
        ...ofThisAccount,
        ArnEquals: { 'aws:SourceArn': instanceArn },
      }),
    ],
    [
      'End User Messaging, for this account',
      use('sms-voice.amazonaws.com', publish, { ...ofThisAccount, ...from('sms-voice', '*') }),
    ],
    [
      'CloudWatch, for alarms',
      use('cloudwatch.amazonaws.com', publish, {
        ...ofThisAccount,
        ...from('cloudwatch', 'alarm:*'),
      }),
    ],
    [
      'SNS, for what this stack’s topics put into queues',
      use('sns.amazonaws.com', publish, from('sns', 'ConnectMessaging-*')),
    ],
  ])('may be used by %s', (_, statement) => {
    expect(statementOf(stack, statement.Principal.Service)).toEqual(statement);
  });

  it('may be used by CloudWatch Logs for the log groups of this stack alone', () => {
    const service = `logs.${region}.amazonaws.com`;
    const { Condition, ...statement } = statementOf(stack, service) ?? {};
    expect(statement).toEqual({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      Resource: '*',
    });
    const groups = Object.values(resourcesOf(stack, 'AWS::Logs::LogGroup')).map(
      ({ LogGroupName }) => `arn:aws:logs:${region}:${account}:log-group:${LogGroupName}`,
    );
    expect(groups).toHaveLength(16);
    expect(Condition).toEqual({ ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': groups } });
  });

  const always = ['connect', 'cloudwatch', 'sns', `logs.${region}`];
  it.each([
    ['SMS', sms, [...always, 'sms-voice']],
    ['Messenger', messenger, always],
    ['both', both, [...always, 'sms-voice']],
    ['everything', everything, [...always, 'sms-voice', 'mobile']],
  ])('is open to no other service, in a stack for %s', (_, context, services) => {
    const [, ...statements] = keyOf(synthesise(context)).KeyPolicy.Statement;
    const principals = statements.map(({ Principal }) => Principal.Service);
    expect(principals.sort()).toEqual(services.map((name) => `${name}.amazonaws.com`).sort());
  });

  it('trusts Pinpoint’s name for this account alone', () => {
    expect(statementOf(synthesise(everything), 'mobile.amazonaws.com')).toEqual(
      use('mobile.amazonaws.com', publish, ofThisAccount),
    );
  });
});

describe('everything that holds messages is encrypted with the key', () => {
  it.each([
    ['AWS::SNS::Topic', 'KmsMasterKeyId', 3],
    ['AWS::SQS::Queue', 'KmsMasterKeyId', 8],
    ['AWS::Logs::LogGroup', 'KmsKeyId', 16],
  ])('%s', (type, property, count) => {
    const keys = Object.values(resourcesOf(stack, type)).map((properties) => properties[property]);
    expect(keys).toEqual(Array(count).fill('EncryptionKey'));
  });
});

describe('the log groups', () => {
  it('go with the stack: their fixed names would be in the way of the next one', () => {
    stack.allResources('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });
});
