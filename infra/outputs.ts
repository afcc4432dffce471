import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { Config } from './config';
import type { Tables } from './constructs/tables';
import type { Inbound } from './inbound';
import type { Outbound } from './outbound';
import { queueOutputs } from './wiring';

export interface OutputsProps {
  config: Config;
  tables: Tables;
  inbound: Inbound;
  outbound: Outbound;
}

/** What the operators' command line finds the parts of a deployed stack by. */
export function addOutputs(
  stack: Stack,
  { config, tables, inbound, outbound }: OutputsProps,
): void {
  const values = {
    ConnectInstanceArn: config.instance.arn,
    ContactFlowId: inbound.contactFlowId,
    StreamingTopicArn: outbound.streamingTopic.topicArn,
    SessionTableName: tables.session.tableName,
    LedgerTableName: tables.ledger.tableName,
    SessionLifecycleArn: inbound.workflow.stateMachine.stateMachineArn,
    AgentEventRouterArn: outbound.workflow.stateMachine.stateMachineArn,
    ...(config.fbSecretArn && { FacebookSecretArn: config.fbSecretArn }),
  };
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
  for (const { name, queue, deadLetterQueue } of [...inbound.queues, ...outbound.queues]) {
    const outputs = queueOutputs(name);
    new CfnOutput(stack, outputs.queue, { value: queue.queueUrl });
    new CfnOutput(stack, outputs.deadLetters, { value: deadLetterQueue.queueUrl });
  }
}
