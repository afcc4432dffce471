import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { contactsOf } from '../infra/arn';
import type { Config } from '../infra/config';
import type { Parts } from '../infra/parts';
import { allow } from '../infra/permissions';
import { AslDefinition } from './definition';
import { Workflow } from './workflow';

export interface SessionLifecycleProps extends Parts {
  streamingTopic: sns.ITopic;
  startChat: lambda.IFunction;
  connectParticipant: lambda.IFunction;
  sendToAgent: lambda.IFunction;
}

/** Inbound: brings one customer message into the customer's chat. */
export class SessionLifecycle extends Workflow {
  constructor(scope: Construct, id: string, props: SessionLifecycleProps) {
    const { instance } = props.config;
    const { session } = props.tables;
    super(scope, id, {
      name: 'session-lifecycle',
      definition: new AslDefinition('session-lifecycle'),
      substitutions: {
        SessionTableName: session.tableName,
        InstanceId: instance.id,
        StreamingTopicArn: props.streamingTopic.topicArn,
      },
      tasks: {
        StartChat: props.startChat,
        ConnectParticipant: props.connectParticipant,
        SendToAgent: props.sendToAgent,
      },
      parts: props,
    });
    session.allow(this.stateMachine, 'GetItem', 'DeleteItem');
    this.allowConnect(instance);
  }

  /** Service Authorization Reference, "Amazon Connect": streaming is allowed on the instance, the rest on its contacts. */
  private allowConnect(instance: Config['instance']): void {
    const actions = ['connect:StartContactStreaming'];
    allow(this.stateMachine, { actions, resourceArns: [instance.arn] });
    allow(this.stateMachine, {
      actions: ['connect:DescribeContact', 'connect:StopContact'],
      ...contactsOf(instance),
    });
  }
}
