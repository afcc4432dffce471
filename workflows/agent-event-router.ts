import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Parts } from '../infra/parts';
import { AslDefinition } from './definition';
import { Workflow } from './workflow';

export interface AgentEventRouterProps extends Parts {
  /** State name to the channel's sender; what is not deployed is left out. */
  senders: Partial<Record<SenderState, lambda.IFunction>>;
  tellAgent: lambda.IFunction;
}

/** The states that send, one for each channel. */
const senderStates = ['SendSms', 'SendMessenger'] as const;
type SenderState = (typeof senderStates)[number];

/** Outbound: takes what Connect streams to the customer's channel. */
export class AgentEventRouter extends Workflow {
  constructor(scope: Construct, id: string, props: AgentEventRouterProps) {
    const { senders, tellAgent, ...parts } = props;
    const { session } = parts.tables;
    const definition = new AslDefinition('agent-event-router');
    for (const state of senderStates) if (!senders[state]) definition.without(state);
    super(scope, id, {
      name: 'agent-event-router',
      definition,
      substitutions: { SessionTableName: session.tableName },
      tasks: { ...(senders as Record<string, lambda.IFunction>), TellAgent: tellAgent },
      parts,
    });
    session.allow(this.stateMachine, 'GetItem', 'DeleteItem');
  }
}
