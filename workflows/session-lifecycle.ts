import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AslDefinition } from './definition';
import { Workflow } from './workflow';

export interface SessionLifecycleProps {
  instance: { arn: string; id: string };
  sessionTable: dynamodb.ITableV2;
  streamingTopic: sns.ITopic;
  startChat: lambda.IFunction;
  connectParticipant: lambda.IFunction;
  sendToAgent: lambda.IFunction;
}

/** Inbound: brings one customer message into the customer's chat. */
export class SessionLifecycle extends Workflow {
  constructor(scope: Construct, id: string, props: SessionLifecycleProps) {
    super(scope, id, {
      name: 'session-lifecycle',
      definition: new AslDefinition('session-lifecycle'),
      substitutions: {
        SessionTableName: props.sessionTable.tableName,
        InstanceId: props.instance.id,
        StreamingTopicArn: props.streamingTopic.topicArn,
      },
      tasks: {
        StartChat: props.startChat,
        ConnectParticipant: props.connectParticipant,
        SendToAgent: props.sendToAgent,
      },
    });
    props.sessionTable.grant(this.stateMachine, 'dynamodb:GetItem', 'dynamodb:DeleteItem');
    this.grantConnect(props.instance.arn);
  }

  /** Service Authorization Reference, "Amazon Connect": streaming is allowed on the instance, the rest on its contacts. */
  private grantConnect(instanceArn: string): void {
    const { stateMachine } = this;
    iam.Grant.addToPrincipal({
      grantee: stateMachine,
      actions: ['connect:StartContactStreaming'],
      resourceArns: [instanceArn, `${instanceArn}/contact/*`],
    });
    iam.Grant.addToPrincipal({
      grantee: stateMachine,
      actions: ['connect:DescribeContact', 'connect:StopContact'],
      resourceArns: [`${instanceArn}/contact/*`],
    });
  }
}
