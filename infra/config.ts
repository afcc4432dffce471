import { RemovalPolicy } from 'aws-cdk-lib';
import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { expected, flag, number, oneOf, piiTypes, retention, text } from './values';
import { waitingText } from './wiring';

/** Context that cannot be deployed: every problem at once, a sentence each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: string[]) {
    super(`The context cannot be deployed:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

const CONNECT_ARN = /^arn:(aws[a-z-]*):connect:([a-z0-9-]+):(\d{12}):instance\/([A-Za-z0-9-]+)$/;
const SECRET_ARN =
  /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/;

const contextSchema = z.object({
  // The names of the state machines are the stack's and up to 20 characters more, and end at 80.
  stackName: expected(
    /^[A-Za-z][A-Za-z0-9-]{0,59}$/,
    'the name of a CloudFormation stack: at most 60 letters, digits and hyphens, a letter first',
  ).default('ConnectMessaging'),
  amazonConnectArn: expected(
    CONNECT_ARN,
    'the ARN of an Amazon Connect instance (arn:aws:connect:<region>:<account>:instance/<id>)',
  ),
  contactFlowId: expected(
    /^[A-Za-z0-9-]{1,500}$/,
    'the id of a contact flow (the last part of its ARN)',
  ).optional(),
  queueId: expected(
    /^[A-Za-z0-9-]{1,256}$/,
    'the id of a queue (the last part of its ARN)',
  ).optional(),
  smsNumber: expected(/^\+[1-9]\d{1,14}$/, 'a phone number in E.164 (+12065550100)').optional(),
  smsNumberId: expected(
    /^phone-[0-9a-f]{32}$/,
    'the id of a number in End User Messaging (phone-…)',
  ).optional(),
  pinpointAppId: expected(/^[0-9a-f]{32}$/, 'the id of a Pinpoint application').optional(),
  fbSecretArn: expected(
    SECRET_ARN,
    'the full ARN of a Secrets Manager secret, with the six characters at its end (…:secret:<name>-AbCdEf)',
  ).optional(),
  waSecretArn: z.undefined('is for WhatsApp, which this version does not deploy yet').optional(),
  piiRedactionTypes: piiTypes.optional(),
  graphApiVersion: expected(/^v\d+\.\d+$/, 'a version of the Graph API (v26.0)').default('v26.0'),
  chatDurationMinutes: number(60, 10_080).default(1500),
  connectTextLimit: number(1, 16_384).default(1024),
  maxConcurrency: number(2, 1000).default(50),
  waitingText: text(640).default(waitingText),
  executionLogLevel: oneOf('ALL', 'ERROR', 'FATAL', 'OFF').default('ALL'),
  logExecutionData: flag().default(true),
  logRetentionDays: retention().default(14),
  alarmEmail: expected(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'an e-mail address').optional(),
  removalPolicy: oneOf(RemovalPolicy.RETAIN, RemovalPolicy.DESTROY).default(RemovalPolicy.RETAIN),
});

type Context = z.infer<typeof contextSchema>;

/** What the stack is made from. */
export interface Config
  extends Omit<Context, 'amazonConnectArn' | 'contactFlowId' | 'queueId' | 'waSecretArn'> {
  instance: { arn: string; id: string; partition: string; region: string; account: string };
  /** The contact flow that there is, or the queue to which a sample flow is to lead. */
  contactFlow: { id: string } | { queueId: string };
}

const KEYS = Object.keys(contextSchema.shape);
/** The share of a key's letters that may be wrong in a slip. */
const NEAR = 0.4;
/** CDK's own keys have a namespace, and what it looks up has the parameters of the look-up. */
const CDKS_OWN = /[/:]/;

/**
 * Reads and checks the CDK context.
 *
 * @param given every key that `cdk.json`, `cdk.context.json` and `-c` set
 * @throws ConfigError
 */
export function readConfig(given: Record<string, unknown>): Config {
  const context = withoutEmpty(given);
  const result = contextSchema.safeParse(context);
  const problems = [
    ...misspelt(given),
    ...(result.error?.issues.map((issue) => sentence(issue, context)) ?? []),
    ...contradictions(context),
  ];
  if (problems.length > 0 || !result.data) throw new ConfigError(problems);
  const {
    amazonConnectArn,
    contactFlowId,
    queueId = '',
    waSecretArn: _,
    ...settings
  } = result.data;
  return {
    ...settings,
    instance: parseInstance(amazonConnectArn),
    contactFlow: contactFlowId ? { id: contactFlowId } : { queueId },
  };
}

/** `-c key=` unsets a key, and so does `null` in a file. */
function withoutEmpty(context: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => (value ?? '') !== ''));
}

/** A key that is nearly one of ours could be the one that was to redact what customers write. */
function misspelt(context: Record<string, unknown>): string[] {
  return unknownKeys(context).flatMap((key) => {
    const near = nearest(key);
    return near ? `${key} is not a key of this application; did you mean ${near}?` : [];
  });
}

/** What is given and means nothing here, as in a cdk.json that several applications share. */
export function strangeKeys(context: Record<string, unknown>): string[] {
  return unknownKeys(context).filter((key) => !nearest(key));
}

function unknownKeys(context: Record<string, unknown>): string[] {
  return Object.keys(context).filter((key) => !(KEYS.includes(key) || CDKS_OWN.test(key)));
}

function nearest(key: string): string | undefined {
  const given = key.toLowerCase();
  const begun = KEYS.find((known) => known.toLowerCase().startsWith(given));
  const near = begun ?? closest(key, KEYS);
  const changes = distance(given, near.toLowerCase()) / Math.max(given.length, near.length);
  return begun || changes <= NEAR ? near : undefined;
}

function sentence({ path, message }: z.core.$ZodIssue, context: Record<string, unknown>): string {
  const [key] = path as string[];
  const missing = key !== undefined && context[key] === undefined;
  return missing ? `${key} is missing: it ${message}.` : `${key} ${message}.`;
}

/** What single keys cannot show. */
function contradictions(context: Record<string, unknown>): string[] {
  const { smsNumber, smsNumberId, fbSecretArn, pinpointAppId, amazonConnectArn } = context;
  const problems = flowProblems(context);
  if (!smsNumber && !fbSecretArn) {
    problems.push(
      'No channel is chosen: give smsNumber for SMS, fbSecretArn for Facebook Messenger, or both.',
    );
  }
  if (smsNumberId && !smsNumber) problems.push('smsNumberId needs smsNumber, the number itself.');
  if (pinpointAppId && !smsNumber) {
    problems.push('pinpointAppId needs smsNumber, the number from which it sends.');
  }
  if (smsNumberId && pinpointAppId) {
    problems.push('smsNumberId and pinpointAppId exclude each other: Pinpoint knows no such ids.');
  }
  const [, , region] = CONNECT_ARN.exec(String(amazonConnectArn)) ?? [];
  const [, secretRegion] = SECRET_ARN.exec(String(fbSecretArn)) ?? [];
  if (region && secretRegion && region !== secretRegion) {
    problems.push(
      `fbSecretArn is in ${secretRegion}, but the Connect instance, and so the stack, is in ${region}.`,
    );
  }
  return problems;
}

function flowProblems({ contactFlowId, queueId }: Record<string, unknown>): string[] {
  if (contactFlowId && queueId) {
    return ['contactFlowId and queueId exclude each other: queueId has a sample flow deployed.'];
  }
  if (contactFlowId || queueId) return [];
  return [
    'No contact flow is chosen: give contactFlowId, or queueId to have a sample flow deployed that leads to this queue.',
  ];
}

function parseInstance(arn: string): Config['instance'] {
  const [, partition = '', region = '', account = '', id = ''] = CONNECT_ARN.exec(arn) ?? [];
  return { arn, id, partition, region, account };
}
