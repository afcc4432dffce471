import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AslDefinition } from './definition';
import { Workflow } from './workflow';

export interface AgentEventRouterProps {
  sessionTable: dynamodb.ITableV2;
  /** State name to the channel's sender; what is not deployed is left out. */
  senders: Partial<Record<SenderState, lambda.IFunction>>;
}

/** The states that send, one for each channel. */
export const senderStates = ['SendSms', 'SendMessenger'] as const;
export type SenderState = (typeof senderStates)[number];

/** Outbound: takes what Connect streams to the customer's channel. */
export class AgentEventRouter extends Workflow {
  constructor(scope: Construct, id: string, { sessionTable, senders }: AgentEventRouterProps) {
    const definition = new AslDefinition('agent-event-router');
    for (const state of senderStates) if (!senders[state]) definition.without(state);
    super(scope, id, {
      name: 'agent-event-router',
      definition,
      substitutions: { SessionTableName: sessionTable.tableName },
      tasks: senders as Record<string, lambda.IFunction>,
    });
    sessionTable.grant(this.stateMachine, 'dynamodb:GetItem', 'dynamodb:DeleteItem');
  }
}
