import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AgentEventRouter, type AgentEventRouterProps } from '../workflows/agent-event-router';
import { MessageQueue } from './constructs/message-queue';
import { chatStreamTopic } from './constructs/topics';
import { allow, type Parts, taskFunction } from './parts';
import type { FunctionName } from './wiring';

/** From the agent to the customer: stream → receiver → outbound.fifo → dispatch → agent-event-router. */
export class Outbound extends Construct {
  readonly streamingTopic: sns.Topic;
  readonly queues: MessageQueue[];
  private readonly messages: MessageQueue;
  private readonly events: MessageQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: Parts,
  ) {
    super(scope, id);
    const { maxConcurrency } = props.config;
    this.messages = new MessageQueue(this, 'Messages', { name: 'outbound', maxConcurrency });
    this.events = new MessageQueue(this, 'AgentEvents', { name: 'agent-events', maxConcurrency });
    this.queues = [this.messages, this.events];
    this.streamingTopic = chatStreamTopic(this, props.config, this.events.queue);
    this.addReceiver();
    this.addDispatch();
  }

  private addReceiver(): void {
    const { ledger } = this.props.tables;
    const receive = this.task('receive-agent-event', {
      OUTBOUND_QUEUE_URL: this.messages.queue.queueUrl,
      LEDGER_TABLE_NAME: ledger.tableName,
    });
    this.messages.queue.grantSendMessages(receive);
    ledger.grant(receive, 'dynamodb:UpdateItem');
    this.events.readBy(receive);
  }

  private addDispatch(): void {
    const { session, ledger } = this.props.tables;
    const { stateMachine } = new AgentEventRouter(this, 'AgentEventRouter', {
      sessionTable: session,
      senders: this.senders(),
    });
    const dispatch = this.task('dispatch-outbound', {
      DIRECTION: 'outbound',
      QUEUE_URL: this.messages.queue.queueUrl,
      STATE_MACHINE_ARN: stateMachine.stateMachineArn,
      SESSION_TABLE_NAME: session.tableName,
      LEDGER_TABLE_NAME: ledger.tableName,
    });
    stateMachine.grantStartSyncExecution(dispatch);
    ledger.grant(dispatch, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    // Whose message failed, for the ledger.
    session.grant(dispatch, 'dynamodb:GetItem');
    this.messages.readBy(dispatch);
  }

  private senders(): AgentEventRouterProps['senders'] {
    const { smsNumber, fbSecretArn } = this.props.config;
    return {
      ...(smsNumber && { SendSms: this.smsSender() }),
      ...(fbSecretArn && { SendMessenger: this.messengerSender(fbSecretArn) }),
    };
  }

  private smsSender(): lambda.Function {
    const { pinpointAppId, instance } = this.props.config;
    const { partition, region, account } = instance;
    if (pinpointAppId) {
      const sender = this.sender('send-sms', { PINPOINT_APP_ID: pinpointAppId });
      const app = `arn:${partition}:mobiletargeting:${region}:${account}:apps/${pinpointAppId}`;
      allow(sender, ['mobiletargeting:SendMessages'], [`${app}/messages`]);
      return sender;
    }
    const sender = this.sender('send-sms', {});
    // The number's ARN ends in an id that cannot be told from the number.
    const numbers = `arn:${partition}:sms-voice:${region}:${account}:phone-number/*`;
    allow(sender, ['sms-voice:SendTextMessage'], [numbers]);
    return sender;
  }

  private messengerSender(secretArn: string): lambda.Function {
    const { graphApiVersion } = this.props.config;
    const sender = this.sender('send-messenger', {
      FB_SECRET_ARN: secretArn,
      GRAPH_API_VERSION: graphApiVersion,
    });
    allow(sender, ['secretsmanager:GetSecretValue'], [secretArn]);
    return sender;
  }

  private sender(name: FunctionName, environment: Record<string, string>): lambda.Function {
    const { session } = this.props.tables;
    const sender = this.task(name, { SESSION_TABLE_NAME: session.tableName, ...environment });
    const item = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'];
    session.grant(sender, ...item.map((action) => `dynamodb:${action}`));
    return sender;
  }

  private task(name: FunctionName, environment: Record<string, string>): lambda.Function {
    return taskFunction(this, this.props, name, environment);
  }
}
