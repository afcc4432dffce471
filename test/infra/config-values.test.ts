import { PiiEntityType } from '@aws-sdk/client-comprehend';
import { both, needed, pinpointAppId, sampleFlow, sms } from '../support/context';
import { problemsOf } from '../support/problems';

const AN_INSTANCE =
  'the ARN of an Amazon Connect instance (arn:aws:connect:<region>:<account>:instance/<id>)';
const A_FLOW = 'the id of a contact flow (the last part of its ARN)';
const A_NUMBER = 'a phone number in E.164 (+12065550100)';
const A_STACK =
  'the name of a CloudFormation stack: at most 60 letters, digits and hyphens, a letter first';
const AN_APP = 'the id of a Pinpoint application';
const A_SECRET =
  'the full ARN of a Secrets Manager secret, with the six characters at its end (…:secret:<name>-AbCdEf)';
const A_VERSION = 'a version of the Graph API (v26.0)';
const A_LIST = 'types of personal data, separated by commas';
const MINUTES = 'a whole number from 60 to 10080';
const CHARACTERS = 'a whole number from 1 to 16384';
const A_LEVEL = 'one of ALL, ERROR, FATAL, OFF';
const WORDS = 'text of at most 640 characters, or "off"';
const A_FLAG = 'true or false';
const AN_ADDRESS = 'an e-mail address';
const A_POLICY = 'one of retain, destroy';
const DAYS =
  'one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653';
const READERS = 'a whole number from 2 to 1000';
const NO_CHANNEL =
  'No channel is chosen: give smsNumber for SMS, fbSecretArn for Facebook Messenger, or both.';

describe('a value that cannot be deployed', () => {
  it.each([
    ['amazonConnectArn', 'arn:aws:lex:eu-central-1:210987654321:bot/b', AN_INSTANCE],
    ['amazonConnectArn', 'arn:aws:connect:eu-central-1:210987654321:instance/', AN_INSTANCE],
    ['amazonConnectArn', 'arn:aws:connect:eu-central-1:2109:instance/i', AN_INSTANCE],
    [
      'amazonConnectArn',
      'arn:aws:connect:eu-central-1:210987654321:instance/i/queue/q',
      AN_INSTANCE,
    ],
    [
      'contactFlowId',
      'arn:aws:connect:eu-central-1:210987654321:instance/i/contact-flow/f',
      A_FLOW,
    ],
    ['stackName', '2nd', A_STACK],
    ['stackName', 'connect_messaging', A_STACK],
    ['stackName', 'x'.repeat(61), A_STACK],
    ['stackName', true, A_STACK],
    ['smsNumber', '015735990123', A_NUMBER],
    ['smsNumber', '+05735990123', A_NUMBER],
    ['smsNumber', '+4915735990123456', A_NUMBER],
    ['smsNumber', '+49 1573 5990123', A_NUMBER],
    ['smsNumber', 4_915_735_990_123, A_NUMBER],
    ['smsNumber', false, A_NUMBER],
    ['pinpointAppId', 'my-app', AN_APP],
    ['smsNumberId', '+4915735990123', 'the id of a number in End User Messaging (phone-…)'],
    ['fbSecretArn', 'arn:aws:ssm:eu-central-1:210987654321:parameter/messenger', A_SECRET],
    ['fbSecretArn', 'messenger', A_SECRET],
    ['fbSecretArn', 'arn:aws:secretsmanager:eu-central-1:210987654321:secret:*', A_SECRET],
    ['graphApiVersion', '26.0', A_VERSION],
    ['graphApiVersion', 'v26', A_VERSION],
    ['piiRedactionTypes', ['NAME'], A_LIST],
    ['chatDurationMinutes', '59', MINUTES],
    ['chatDurationMinutes', '10081', MINUTES],
    ['chatDurationMinutes', '90.5', MINUTES],
    ['connectTextLimit', '0', CHARACTERS],
    ['connectTextLimit', '16385', CHARACTERS],
    ['connectTextLimit', true, CHARACTERS],
    ['maxConcurrency', '1', READERS],
    ['maxConcurrency', '1001', READERS],
    ['maxConcurrency', 'many', READERS],
    ['maxConcurrency', ' ', READERS],
    ['waitingText', ' ', WORDS],
    ['waitingText', false, WORDS],
    ['executionLogLevel', 'all', A_LEVEL],
    ['executionLogLevel', 'DEBUG', A_LEVEL],
    ['executionLogLevel', false, A_LEVEL],
    ['logExecutionData', 'no', A_FLAG],
    ['logExecutionData', 0, A_FLAG],
    ['logRetentionDays', '0', DAYS],
    ['logRetentionDays', '15', DAYS],
    ['logRetentionDays', 9999, DAYS],
    ['logRetentionDays', 'forever', DAYS],
    ['alarmEmail', 'on-call', AN_ADDRESS],
    ['alarmEmail', 'a@example.com, b@example.com', AN_ADDRESS],
    ['alarmEmail', true, AN_ADDRESS],
    ['removalPolicy', 'snapshot', A_POLICY],
    ['removalPolicy', true, A_POLICY],
  ])(
    '%s %j gives one sentence with what was given and what is expected',
    (key, value, expected) => {
      const problem = `${key} must be ${expected}, not ${JSON.stringify(value)}.`;
      expect(problemsOf({ ...both, [key]: value })).toEqual([problem]);
    },
  );

  it('a long value is quoted by its beginning', () => {
    expect(problemsOf({ ...both, waitingText: 'x'.repeat(641) })).toEqual([
      `waitingText must be ${WORDS}, not "${'x'.repeat(100)}…" (641 characters).`,
    ]);
  });

  it('a missing amazonConnectArn is called missing', () => {
    for (const amazonConnectArn of [undefined, null, '']) {
      expect(problemsOf({ ...both, amazonConnectArn })).toEqual([
        `amazonConnectArn is missing: it must be ${AN_INSTANCE}.`,
      ]);
    }
  });

  it('a queueId that is an ARN is no id', () => {
    const queueId = 'arn:aws:connect:eu-central-1:210987654321:instance/i/queue/q';
    expect(problemsOf({ ...sampleFlow, queueId })).toEqual([
      `queueId must be the id of a queue (the last part of its ARN), not "${queueId}".`,
    ]);
  });

  it('unknown types of personal data get a sentence each, with what was meant or all that there are', () => {
    const known = Object.keys(PiiEntityType).join(', ');
    expect(problemsOf({ ...sms, piiRedactionTypes: 'NAME,Shoe size,ssn' })).toEqual([
      `piiRedactionTypes has the unknown type "Shoe size" (Comprehend knows ${known}).`,
      `piiRedactionTypes has the unknown type "ssn" (did you mean SSN?).`,
    ]);
  });

  it('a secret of another Region is refused, because the stack is where the instance is', () => {
    const fbSecretArn = 'arn:aws:secretsmanager:us-west-2:210987654321:secret:messenger-Qw3rTy';
    expect(problemsOf({ ...both, fbSecretArn })).toEqual([
      'fbSecretArn is in us-west-2, but the Connect instance, and so the stack, is in eu-central-1.',
    ]);
  });

  it('a WhatsApp secret is refused, and chooses no channel', () => {
    const waSecretArn = 'arn:aws:secretsmanager:eu-central-1:210987654321:secret:wa-Qw3rTy';
    const problem = 'waSecretArn is for WhatsApp, which this version does not deploy yet.';
    expect(problemsOf({ ...both, waSecretArn })).toEqual([problem]);
    expect(problemsOf({ ...needed, waSecretArn })).toEqual([problem, NO_CHANNEL]);
  });

  it('a Pinpoint application without a number has nothing to send from', () => {
    const problem = 'pinpointAppId needs smsNumber, the number from which it sends.';
    const { smsNumber: _, ...messengerAlone } = both;
    expect(problemsOf({ ...messengerAlone, pinpointAppId })).toEqual([problem]);
  });
});
