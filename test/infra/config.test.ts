import cdkJson from '../../cdk.json';
import { readConfig, strangeKeys } from '../../infra/config';
import { waitingText } from '../../infra/wiring';
import {
  account,
  both,
  everything,
  flowId,
  instanceArn,
  messenger,
  pinpointAppId,
  queueId,
  region,
  sampleFlow,
  secretArn,
  sms,
} from '../support/context';

const instance = {
  arn: instanceArn,
  id: '5e3c9a44-0b1d-4c57-9d2e-8f6a7b1c2d3e',
  partition: 'aws',
  region,
  account,
};
const defaults = {
  stackName: 'ConnectMessaging',
  contactFlow: { id: flowId },
  graphApiVersion: 'v26.0',
  chatDurationMinutes: 1500,
  connectTextLimit: 1024,
  maxConcurrency: 50,
  waitingText,
  executionLogLevel: 'ALL',
  logExecutionData: true,
  logRetentionDays: 14,
  removalPolicy: 'retain',
  instance,
};

describe('readConfig', () => {
  it.each([
    ['SMS alone', sms, { smsNumber: sms.smsNumber }],
    ['Messenger alone', messenger, { fbSecretArn: secretArn }],
    ['both channels', both, { smsNumber: sms.smsNumber, fbSecretArn: secretArn }],
    ['a queue', sampleFlow, { smsNumber: sms.smsNumber, contactFlow: { queueId } }],
  ])('makes a deployable configuration of %s', (_, context, channels) => {
    expect(readConfig(context)).toEqual({ ...defaults, ...channels });
  });

  it('reads every key', () => {
    expect(readConfig(everything)).toEqual({
      stackName: 'Messaging-2',
      instance,
      contactFlow: { id: flowId },
      smsNumber: sms.smsNumber,
      fbSecretArn: secretArn,
      pinpointAppId,
      piiRedactionTypes: ['NAME', 'CREDIT_DEBIT_NUMBER'],
      graphApiVersion: 'v25.0',
      chatDurationMinutes: 240,
      connectTextLimit: 4096,
      maxConcurrency: 7,
      waitingText: 'Einen Moment, bitte.',
      executionLogLevel: 'ERROR',
      logExecutionData: false,
      logRetentionDays: 3,
      alarmEmail: 'on-call@example.com',
      removalPolicy: 'destroy',
    });
  });

  it.each([
    [
      'the ARN of a GovCloud instance',
      { amazonConnectArn: `arn:aws-us-gov:connect:us-gov-west-1:${account}:instance/gov-1` },
      {
        instance: {
          arn: `arn:aws-us-gov:connect:us-gov-west-1:${account}:instance/gov-1`,
          id: 'gov-1',
          partition: 'aws-us-gov',
          region: 'us-gov-west-1',
          account,
        },
      },
    ],
    [
      'a single type of personal data',
      { piiRedactionTypes: 'ALL' },
      { piiRedactionTypes: ['ALL'] },
    ],
    ['a number that cdk.json holds as a number', { maxConcurrency: 9 }, { maxConcurrency: 9 }],
    ['the shortest name of a stack', { stackName: 'M' }, { stackName: 'M' }],
    [
      'the longest name of a stack',
      { stackName: `M${'-'.repeat(59)}` },
      { stackName: `M${'-'.repeat(59)}` },
    ],
    ['the shortest chat', { chatDurationMinutes: '60' }, { chatDurationMinutes: 60 }],
    ['the longest chat', { chatDurationMinutes: '10080' }, { chatDurationMinutes: 10_080 }],
    ['the shortest text', { connectTextLimit: '1' }, { connectTextLimit: 1 }],
    ['the longest text', { connectTextLimit: '16384' }, { connectTextLimit: 16_384 }],
    ['the narrowest concurrency', { maxConcurrency: '2' }, { maxConcurrency: 2 }],
    ['the widest concurrency', { maxConcurrency: '1000' }, { maxConcurrency: 1000 }],
    ['the log level FATAL', { executionLogLevel: 'FATAL' }, { executionLogLevel: 'FATAL' }],
    ['the log level OFF', { executionLogLevel: 'OFF' }, { executionLogLevel: 'OFF' }],
    ['a flag that cdk.json holds as one', { logExecutionData: false }, { logExecutionData: false }],
    ['a flag as text', { logExecutionData: 'true' }, { logExecutionData: true }],
    ['the shortest retention', { logRetentionDays: 1 }, { logRetentionDays: 1 }],
    ['the longest retention', { logRetentionDays: '3653' }, { logRetentionDays: 3653 }],
    ['a number of two digits', { smsNumber: '+49' }, { smsNumber: '+49' }],
    ['a number of 15 digits', { smsNumber: '+491573599012345' }, { smsNumber: '+491573599012345' }],
    ['the keys of others', { '@aws-cdk/core:x': true, 'aws:cdk:y': ['z'], vpcId: 'v' }, {}],
  ])('accepts %s', (_, context, settings) => {
    expect(readConfig({ ...sms, ...context })).toEqual({
      ...defaults,
      smsNumber: sms.smsNumber,
      ...settings,
    });
  });

  it.each([
    'stackName',
    'fbSecretArn',
    'waSecretArn',
    'pinpointAppId',
    'piiRedactionTypes',
    'graphApiVersion',
    'chatDurationMinutes',
    'connectTextLimit',
    'maxConcurrency',
    'executionLogLevel',
    'logExecutionData',
    'logRetentionDays',
    'alarmEmail',
    'removalPolicy',
  ])('takes an empty %s for a missing one', (key) => {
    expect(readConfig({ ...sms, [key]: '' })).toEqual({ ...defaults, smsNumber: sms.smsNumber });
  });

  it('lives with what cdk.json sets', () => {
    expect(readConfig({ ...cdkJson.context, ...sms })).toEqual(readConfig(sms));
  });
});

it('strangeKeys are those that nobody here asks for and CDK does not own', () => {
  const context = { ...sms, vpcId: 'v', '@aws-cdk/core:x': true, 'hosted-zone:account=1': 'z' };
  expect(strangeKeys(context)).toEqual(['vpcId']);
});
