/** CDK contexts, as `-c key=value` gives them. */

export const account = '210987654321';
export const region = 'eu-central-1';
export const instanceArn = `arn:aws:connect:${region}:${account}:instance/5e3c9a44-0b1d-4c57-9d2e-8f6a7b1c2d3e`;
export const flowId = '0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b';
export const queueId = '7a6b5c4d-3e2f-4101-8293-a4b5c6d7e8f9';
export const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:messenger-Qw3rTy`;
export const pinpointAppId = '0123456789abcdef0123456789abcdef';

export const needed = { amazonConnectArn: instanceArn, contactFlowId: flowId };
export const sms = { ...needed, smsNumber: '+4915735990123' };
export const messenger = { ...needed, fbSecretArn: secretArn };
export const both = { ...sms, ...messenger };
/** Without a contact flow: a sample flow is deployed. */
export const sampleFlow = { ...sms, contactFlowId: '', queueId };
/** Every key that may be given, but queueId in place of contactFlowId. */
export const everything = {
  ...both,
  stackName: 'Messaging-2',
  pinpointAppId,
  piiRedactionTypes: 'NAME, CREDIT_DEBIT_NUMBER',
  graphApiVersion: 'v25.0',
  chatDurationMinutes: '240',
  connectTextLimit: '4096',
  maxConcurrency: '7',
  waitingText: 'Einen Moment, bitte.',
  executionLogLevel: 'ERROR',
  logExecutionData: 'false',
  logRetentionDays: '3',
  alarmEmail: 'on-call@example.com',
  removalPolicy: 'destroy',
};
