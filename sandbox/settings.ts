import { type FunctionName, waitingText } from '../infra/wiring';

const region = 'us-east-1';
// The embedded SNS and SQS know no other account.
const accountId = '000000000000';
const instanceId = '11111111-2222-3333-4444-555555555555';

/** The made-up account in which the sandbox lives. */
export const account = {
  region,
  accountId,
  instanceId,
  instanceArn: `arn:aws:connect:${region}:${accountId}:instance/${instanceId}`,
  contactFlowId: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
  stackName: 'ConnectMessaging',
  sessionTable: 'sandbox-session',
  ledgerTable: 'sandbox-ledger',
  facebookSecretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:sandbox-facebook`,
  keyArn: `arn:aws:kms:${region}:${accountId}:key/66666666-7777-8888-9999-000000000000`,
  queueArn: (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`,
  topicArn: (name: string) => `arn:aws:sns:${region}:${accountId}:${name}`,
  functionArn: (name: string) => `arn:aws:lambda:${region}:${accountId}:function:${name}`,
  stateMachineArn: (name: string) => `arn:aws:states:${region}:${accountId}:stateMachine:${name}`,
};

export const machineNames = ['session-lifecycle', 'agent-event-router'] as const;

/** The secrets of the sandbox's Facebook page; printed at the start. */
export const facebookSecret = {
  APP_SECRET: 'sandbox-app-secret',
  VERIFY_TOKEN: 'sandbox-verify-token',
  PAGE_TOKEN: 'sandbox-page-token',
};

/** The services whose place another server can take, by the variables of the AWS SDKs. */
const endpointVariables = {
  cloudformation: 'AWS_ENDPOINT_URL_CLOUDFORMATION',
  connect: 'AWS_ENDPOINT_URL_CONNECT',
  connectparticipant: 'AWS_ENDPOINT_URL_CONNECTPARTICIPANT',
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  sqs: 'AWS_ENDPOINT_URL_SQS',
  sns: 'AWS_ENDPOINT_URL_SNS',
  states: 'AWS_ENDPOINT_URL_SFN',
  lambda: 'AWS_ENDPOINT_URL_LAMBDA',
  secretsmanager: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  kms: 'AWS_ENDPOINT_URL_KMS',
  cloudwatch: 'AWS_ENDPOINT_URL_CLOUDWATCH',
  'sms-voice': 'AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2',
  pinpoint: 'AWS_ENDPOINT_URL_PINPOINT',
  comprehend: 'AWS_ENDPOINT_URL_COMPREHEND',
  graph: 'GRAPH_API_URL',
} as const;

export type ServiceName = keyof typeof endpointVariables;

/** Where each service is: given from outside, or the sandbox's own simulator. */
export function endpoints(gatewayUrl: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(endpointVariables).map(([service, variable]) => [
      variable,
      process.env[variable] || `${gatewayUrl}/${service}`,
    ]),
  );
}

/** Passed on to the tasks when set, so that a developer can try other values. */
const passedOn = [
  'PINPOINT_APP_ID',
  'PII_REDACTION_TYPES',
  'GRAPH_API_VERSION',
  'CONNECT_TEXT_LIMIT',
  'CHAT_DURATION_MINUTES',
  'WAIT_MIN_SECONDS',
  'WAIT_MAX_SECONDS',
];

/** How long things wait before they are tried again. */
export interface Pauses {
  /** Of a message in its queue, in seconds. */
  wait: { min: number; max: number };
  /** How long a message stays hidden after a batch that failed without a word, once all is quiet. */
  hiddenSeconds: number;
  /** Before a retry inside an execution, in milliseconds; as the definition says if left out. */
  retryMs?: number;
}

/** Shorter than a deployment's: somebody is watching. */
export const pauses: Pauses = { wait: { min: 1, max: 3 }, hiddenSeconds: 1 };

/** For tests that provoke many faults. */
export const hurriedPauses: Pauses = { wait: { min: 0, max: 0 }, hiddenSeconds: 0, retryMs: 20 };

/** The environment variables that a function runs with. */
export function functionEnvironment(
  name: FunctionName,
  urls: Record<string, string>,
  queueUrls: Record<string, string>,
  { wait }: Pauses,
): Record<string, string> {
  const direction = name === 'dispatch-outbound' ? 'outbound' : 'inbound';
  const machine = direction === 'inbound' ? 'session-lifecycle' : 'agent-event-router';
  return {
    ...urls,
    ...credentials,
    WAIT_MIN_SECONDS: String(wait.min),
    WAIT_MAX_SECONDS: String(wait.max),
    RETRY_MAX_SECONDS: String(wait.max),
    ...Object.fromEntries(
      passedOn.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])),
    ),
    POWERTOOLS_SERVICE_NAME: name,
    POWERTOOLS_METRICS_NAMESPACE: 'ConnectMessaging',
    SESSION_TABLE_NAME: account.sessionTable,
    LEDGER_TABLE_NAME: account.ledgerTable,
    CONNECT_INSTANCE_ID: account.instanceId,
    CONTACT_FLOW_ID: account.contactFlowId,
    FB_SECRET_ARN: account.facebookSecretArn,
    INBOUND_QUEUE_URL: queueUrls.inbound ?? '',
    OUTBOUND_QUEUE_URL: queueUrls.outbound ?? '',
    WAITING_TEXT: waitingText,
    DIRECTION: direction,
    QUEUE_URL: queueUrls[direction] ?? '',
    STATE_MACHINE_ARN: account.stateMachineArn(machine),
    OUTBOUND_DEAD_LETTER_QUEUE_ARNS: ['outbound', 'agent-events']
      .map((queue) => account.queueArn(deadLetterName(queue)))
      .join(','),
  };
}

/** No account is involved; the SDK signs all the same. */
export const credentials = {
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

export function queueName(name: string, fifo: boolean): string {
  return fifo ? `${name}.fifo` : name;
}

/** FIFO queues have FIFO dead-letter queues. */
export function deadLetterName(name: string): string {
  return queueName(`${name}-dead-letters`, name === 'inbound' || name === 'outbound');
}
