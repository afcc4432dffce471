import { dirname, join } from 'node:path';

/** Out of Lambda the tracer leaves X-Ray's SDK alone, which follows every promise of the process. */
jest.doMock('aws-xray-sdk-core', () => ({ setContextMissingStrategy() {} }));
/** Fifty languages, loaded anew for each file of tests, that no message here is in. */
jest.doMock(join(dirname(require.resolve('zod')), 'v4/locales/index.cjs'), () => ({}));

/** What a deployed function finds in its environment. */
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  POWERTOOLS_DEV: 'false',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_NAMESPACE: 'ConnectMessaging',
  POWERTOOLS_METRICS_DISABLED: 'true',
  SESSION_TABLE_NAME: 'session',
  LEDGER_TABLE_NAME: 'ledger',
  CONNECT_INSTANCE_ID: '11111111-2222-3333-4444-555555555555',
  CONTACT_FLOW_ID: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
  FB_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:facebook',
  INBOUND_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/inbound.fifo',
  OUTBOUND_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/outbound.fifo',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/inbound.fifo',
  DIRECTION: 'inbound',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:session-lifecycle',
  OUTBOUND_DEAD_LETTER_QUEUE_ARNS: 'arn:aws:sqs:us-east-1:111122223333:outbound-dead-letters.fifo',
});
