import { type Check, findingOf } from '../../cli/checks';
import type { Finding } from '../../cli/report';
import { commandLine } from '../../cli/stack/command-line';
import { readOutputs, readQueues } from '../../cli/stack/outputs';
import { readInstance, type Target } from '../../cli/stack/target';

const REGION = 'us-east-1';
const ACCOUNT = '111122223333';
export const INSTANCE = `arn:aws:connect:${REGION}:${ACCOUNT}:instance/11111111-2222-3333-4444-555555555555`;

/** A deployed stack with SMS, as far as its outputs go. */
export function targetWith(changes: Record<string, string> = {}): Target {
  const outputs: Record<string, string> = {
    ConnectInstanceArn: INSTANCE,
    ContactFlowId: 'flow',
    StreamingTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:chat-stream`,
    SmsInboundTopic: `arn:aws:sns:${REGION}:${ACCOUNT}:sms-inbound`,
    SessionTableName: 'session',
    LedgerTableName: 'ledger',
    SessionLifecycleArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:session-lifecycle`,
    AgentEventRouterArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:agent-event-router`,
    InboundQueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/inbound.fifo`,
    InboundDeadLetterQueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/inbound-dead.fifo`,
    ...changes,
  };
  return {
    outputs: readOutputs(outputs),
    queues: readQueues(outputs),
    instance: readInstance(outputs.ConnectInstanceArn ?? ''),
    config: () => ({ region: REGION, requestHandler: {} as never }),
    commandLine: (...words) => commandLine({ region: REGION }, words),
  };
}

/** What did not pass, by the check's name. */
export async function complaintsOf(checks: Check[]): Promise<Record<string, Finding>> {
  const findings = await Promise.all(checks.map(findingOf));
  const others = findings.filter(({ status }) => status !== 'pass');
  return Object.fromEntries(others.map((finding) => [finding.check, finding]));
}
