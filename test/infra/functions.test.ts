import { both, everything, flowId, pinpointAppId, secretArn, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf } from '../support/template';

const stack = synthesise(everything);
const functions = functionsOf(stack);

const timeouts = [
  ['receive-webhook', 10],
  ['verify-webhook', 10],
  ['receive-sms', 15],
  ['receive-agent-event', 15],
  ['dispatch-inbound', 60],
  ['dispatch-outbound', 60],
  ['start-chat', 12],
  ['connect-participant', 12],
  ['send-to-agent', 15],
  ['send-sms', 20],
  ['send-messenger', 20],
  ['tell-agent', 8],
  ['record-failure', 15],
] as const;

const tables = { SESSION_TABLE_NAME: 'TablesSession', LEDGER_TABLE_NAME: 'TablesLedger' };
const { SESSION_TABLE_NAME, LEDGER_TABLE_NAME } = tables;
const inboundQueue = { INBOUND_QUEUE_URL: 'InboundMessagesQueue' };

const environments: [string, Record<string, string>][] = [
  ['receive-webhook', { ...inboundQueue, FB_SECRET_ARN: secretArn, LEDGER_TABLE_NAME }],
  ['verify-webhook', { FB_SECRET_ARN: secretArn }],
  ['receive-sms', { ...inboundQueue, LEDGER_TABLE_NAME }],
  ['receive-agent-event', { OUTBOUND_QUEUE_URL: 'OutboundMessagesQueue', LEDGER_TABLE_NAME }],
  [
    'dispatch-inbound',
    {
      ...tables,
      DIRECTION: 'inbound',
      QUEUE_URL: 'InboundMessagesQueue',
      STATE_MACHINE_ARN: 'InboundSessionLifecycleStateMachine',
      OUTBOUND_QUEUE_URL: 'OutboundMessagesQueue',
      WAITING_TEXT: 'Einen Moment, bitte.',
      PII_REDACTION_TYPES: 'NAME,CREDIT_DEBIT_NUMBER',
    },
  ],
  [
    'dispatch-outbound',
    {
      ...tables,
      DIRECTION: 'outbound',
      QUEUE_URL: 'OutboundMessagesQueue',
      STATE_MACHINE_ARN: 'OutboundAgentEventRouterStateMachine',
    },
  ],
  [
    'start-chat',
    {
      SESSION_TABLE_NAME,
      CHAT_DURATION_MINUTES: '240',
      CONNECT_INSTANCE_ID: '5e3c9a44-0b1d-4c57-9d2e-8f6a7b1c2d3e',
      CONTACT_FLOW_ID: flowId,
    },
  ],
  ['connect-participant', { SESSION_TABLE_NAME }],
  ['send-to-agent', { SESSION_TABLE_NAME, CONNECT_TEXT_LIMIT: '4096' }],
  ['send-sms', { SESSION_TABLE_NAME, PINPOINT_APP_ID: pinpointAppId }],
  ['send-messenger', { SESSION_TABLE_NAME, FB_SECRET_ARN: secretArn, GRAPH_API_VERSION: 'v25.0' }],
  ['tell-agent', { SESSION_TABLE_NAME }],
  [
    'record-failure',
    {
      ...tables,
      OUTBOUND_DEAD_LETTER_QUEUE_ARNS: 'OutboundMessagesDeadLetters,OutboundAgentEventsDeadLetters',
    },
  ],
];

describe('the functions', () => {
  it('are these', () => {
    expect(Object.keys(functions).sort()).toEqual(timeouts.map(([name]) => name).sort());
  });

  it('run on Node.js 24 and Arm, traced', () => {
    stack.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 256,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it.each(timeouts)('%s has a role and a log group of its own', (name) => {
    const { Role, LoggingConfig } = functions[name] ?? {};
    const others = Object.values(functions).filter((other) => other !== functions[name]);
    expect(others.map((other) => other.Role)).not.toContain(Role);
    expect(resourceOf(stack, 'AWS::Logs::LogGroup', LoggingConfig?.LogGroup ?? '')).toEqual({
      LogGroupName: `/aws/lambda/${everything.stackName}-${name}`,
      KmsKeyId: 'EncryptionKey',
      RetentionInDays: 3,
    });
  });

  it.each(timeouts)('%s may take %i seconds', (name, seconds) => {
    expect(functions[name]?.Timeout).toBe(seconds);
  });

  it.each(environments)('%s knows its surroundings', (name, environment) => {
    expect(functions[name]?.Environment.Variables).toEqual({
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: everything.stackName,
      ...environment,
    });
  });

  it('tell waiting customers nothing where that is wished', () => {
    const silent = functionsOf(synthesise({ ...sms, waitingText: 'off' }));
    expect(silent['dispatch-inbound']?.Environment.Variables).not.toHaveProperty('WAITING_TEXT');
  });

  it('send through End User Messaging, and redact nothing, unless told', () => {
    const plain = functionsOf(synthesise(both));
    expect(plain['send-sms']?.Environment.Variables).not.toHaveProperty('PINPOINT_APP_ID');
    expect(plain['dispatch-inbound']?.Environment.Variables).not.toHaveProperty(
      'PII_REDACTION_TYPES',
    );
  });
});
