import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AgentEventRouter, type AgentEventRouterProps } from '../workflows/agent-event-router';
import { arnOf } from './arn';
import { MessageQueue } from './constructs/message-queue';
import { chatStreamTopic } from './constructs/topics';
import { dispatches } from './dispatch';
import { type Parts, taskFunction } from './parts';
import { allow } from './permissions';
import type { FunctionName } from './wiring';

/** From the agent to the customer: stream → receiver → outbound.fifo → dispatch → agent-event-router. */
export class Outbound extends Construct {
  readonly streamingTopic: sns.Topic;
  readonly queues: MessageQueue[];
  readonly workflow: AgentEventRouter;
  readonly messages: MessageQueue;
  private readonly events: MessageQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: Parts,
  ) {
    super(scope, id);
    this.messages = new MessageQueue(this, 'Messages', { ...props, name: 'outbound' });
    this.events = new MessageQueue(this, 'AgentEvents', { ...props, name: 'agent-events' });
    this.queues = [this.messages, this.events];
    this.streamingTopic = chatStreamTopic(this, { ...props, queue: this.events.queue });
    this.workflow = new AgentEventRouter(this, 'AgentEventRouter', {
      ...props,
      senders: this.senders(),
      tellAgent: this.addTellAgent(),
    });
    this.addReceiver();
    this.addDispatch(this.workflow);
  }

  private addReceiver(): void {
    const { ledger } = this.props.tables;
    const receive = this.task('receive-agent-event', {
      OUTBOUND_QUEUE_URL: this.messages.queue.queueUrl,
      LEDGER_TABLE_NAME: ledger.tableName,
    });
    this.messages.writtenBy(receive);
    ledger.allow(receive, 'UpdateItem');
    this.events.readBy(receive);
  }

  private addDispatch({ stateMachine }: AgentEventRouter): void {
    const { session, ledger } = this.props.tables;
    const dispatch = this.task('dispatch-outbound', {
      DIRECTION: 'outbound',
      QUEUE_URL: this.messages.queue.queueUrl,
      STATE_MACHINE_ARN: stateMachine.stateMachineArn,
      SESSION_TABLE_NAME: session.tableName,
      LEDGER_TABLE_NAME: ledger.tableName,
    });
    ledger.allow(dispatch, 'GetItem', 'UpdateItem');
    // Whose message failed, for the ledger.
    session.allow(dispatch, 'GetItem');
    dispatches(dispatch, this.messages, stateMachine);
  }

  private senders(): AgentEventRouterProps['senders'] {
    const { smsNumber, fbSecretArn } = this.props.config;
    return {
      ...(smsNumber && { SendSms: this.smsSender() }),
      ...(fbSecretArn && { SendMessenger: this.messengerSender(fbSecretArn) }),
    };
  }

  /** The participant service asks for no IAM action: the token decides. */
  private addTellAgent(): lambda.Function {
    const { session } = this.props.tables;
    const tellAgent = this.task('tell-agent', { SESSION_TABLE_NAME: session.tableName });
    session.allow(tellAgent, 'GetItem', 'PutItem', 'UpdateItem');
    return tellAgent;
  }

  private smsSender(): lambda.Function {
    const { pinpointAppId, smsNumberId, instance } = this.props.config;
    if (pinpointAppId) {
      const sender = this.sender('send-sms', { PINPOINT_APP_ID: pinpointAppId });
      const messages = arnOf(instance, 'mobiletargeting', `apps/${pinpointAppId}/messages`);
      allow(sender, { actions: ['mobiletargeting:SendMessages'], resourceArns: [messages] });
      return sender;
    }
    const sender = this.sender('send-sms', {});
    allow(sender, {
      actions: ['sms-voice:SendTextMessage'],
      resourceArns: [arnOf(instance, 'sms-voice', `phone-number/${smsNumberId ?? '*'}`)],
      ...(!smsNumberId && {
        wildcardReason:
          'Without smsNumberId every number of the account may be the one that customers write to, and is answered from itself. With it, the role is for that number alone.',
      }),
    });
    return sender;
  }

  private messengerSender(secretArn: string): lambda.Function {
    const { graphApiVersion } = this.props.config;
    const sender = this.sender('send-messenger', {
      FB_SECRET_ARN: secretArn,
      GRAPH_API_VERSION: graphApiVersion,
    });
    allow(sender, { actions: ['secretsmanager:GetSecretValue'], resourceArns: [secretArn] });
    return sender;
  }

  private sender(name: FunctionName, environment: Record<string, string>): lambda.Function {
    const { session } = this.props.tables;
    const sender = this.task(name, { SESSION_TABLE_NAME: session.tableName, ...environment });
    session.allow(sender, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
    return sender;
  }

  private task(name: FunctionName, environment: Record<string, string>): lambda.Function {
    return taskFunction(this, this.props, name, environment);
  }
}
