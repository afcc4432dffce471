import { CfnOutput } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SessionLifecycle } from '../workflows/session-lifecycle';
import { contactsOf } from './arn';
import { MessageQueue } from './constructs/message-queue';
import { smsInboundTopic } from './constructs/topics';
import { WebhookApi } from './constructs/webhook-api';
import { SampleFlow } from './contact-flow/sample-flow';
import { dispatches } from './dispatch';
import { type Parts, taskFunction } from './parts';
import { allow, type Permission } from './permissions';
import type { FunctionName } from './wiring';

const DETECT_PII: Permission = {
  actions: ['comprehend:DetectPiiEntities'],
  resourceArns: ['*'],
  wildcardReason: 'Comprehend knows no resources for the detection of personal data.',
};

export interface InboundProps extends Parts {
  streamingTopic: sns.ITopic;
  /** To customers. */
  outbound: MessageQueue;
}

/** From the customer to the agent: receivers → inbound.fifo → dispatch → session-lifecycle. */
export class Inbound extends Construct {
  readonly queues: MessageQueue[];
  /** Given, or the sample's. */
  readonly contactFlowId: string;
  readonly workflow: SessionLifecycle;
  private readonly messages: MessageQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: InboundProps,
  ) {
    super(scope, id);
    const { smsNumber, fbSecretArn } = props.config;
    this.messages = new MessageQueue(this, 'Messages', { ...props, name: 'inbound' });
    this.queues = [this.messages];
    this.contactFlowId = this.addContactFlow();
    this.workflow = this.addWorkflow();
    this.addDispatch(this.workflow);
    if (smsNumber) this.addSms();
    if (fbSecretArn) this.addWebhook(fbSecretArn);
  }

  private addWorkflow(): SessionLifecycle {
    return new SessionLifecycle(this, 'SessionLifecycle', {
      ...this.props,
      startChat: this.addStartChat(),
      connectParticipant: this.addConnectParticipant(),
      sendToAgent: this.addSendToAgent(),
    });
  }

  private addStartChat(): lambda.Function {
    const { config, tables } = this.props;
    const { instance } = config;
    const startChat = this.sessionTask('start-chat', {
      CONNECT_INSTANCE_ID: instance.id,
      CONTACT_FLOW_ID: this.contactFlowId,
      CHAT_DURATION_MINUTES: String(config.chatDurationMinutes),
    });
    tables.session.allow(startChat, 'PutItem', 'DeleteItem');
    const flow = `${instance.arn}/contact-flow/${this.contactFlowId}`;
    allow(startChat, { actions: ['connect:StartChatContact'], resourceArns: [flow] });
    allow(startChat, {
      actions: ['connect:StartChatContact', 'connect:StopContact'],
      ...contactsOf(instance),
    });
    return startChat;
  }

  private addContactFlow(): string {
    const { instance, contactFlow } = this.props.config;
    if ('id' in contactFlow) return contactFlow.id;
    const { queueId } = contactFlow;
    return new SampleFlow(this, 'SampleFlow', { instanceArn: instance.arn, queueId }).contactFlowId;
  }

  /** The participant service asks for no IAM action: the token decides. */
  private addConnectParticipant(): lambda.Function {
    return this.sessionTask('connect-participant', {});
  }

  private addSendToAgent(): lambda.Function {
    const { config, tables } = this.props;
    const sendToAgent = this.sessionTask('send-to-agent', {
      CONNECT_TEXT_LIMIT: String(config.connectTextLimit),
    });
    tables.session.allow(sendToAgent, 'PutItem');
    return sendToAgent;
  }

  private sessionTask(name: FunctionName, environment: Record<string, string>): lambda.Function {
    const { session } = this.props.tables;
    const task = this.task(name, {
      SESSION_TABLE_NAME: session.tableName,
      ...environment,
    });
    session.allow(task, 'GetItem', 'UpdateItem');
    return task;
  }

  private addDispatch({ stateMachine }: SessionLifecycle): void {
    const { session, ledger } = this.props.tables;
    const { piiRedactionTypes, waitingText } = this.props.config;
    const dispatch = this.task('dispatch-inbound', {
      DIRECTION: 'inbound',
      QUEUE_URL: this.messages.queue.queueUrl,
      STATE_MACHINE_ARN: stateMachine.stateMachineArn,
      SESSION_TABLE_NAME: session.tableName,
      LEDGER_TABLE_NAME: ledger.tableName,
      ...(piiRedactionTypes && { PII_REDACTION_TYPES: piiRedactionTypes.join(',') }),
    });
    if (piiRedactionTypes) allow(dispatch, DETECT_PII);
    ledger.allow(dispatch, 'GetItem', 'UpdateItem');
    if (!/^off$/i.test(waitingText)) this.tellsCustomers(dispatch, waitingText);
    dispatches(dispatch, this.messages, stateMachine);
  }

  /** Through the queue that all words for customers go through; whose they are stands in the sessions' table. */
  private tellsCustomers(dispatch: lambda.Function, text: string): void {
    const { outbound, tables } = this.props;
    dispatch.addEnvironment('WAITING_TEXT', text);
    dispatch.addEnvironment('OUTBOUND_QUEUE_URL', outbound.queue.queueUrl);
    tables.session.allow(dispatch, 'PutItem');
    outbound.writtenBy(dispatch);
  }

  private addSms(): void {
    const { props } = this;
    const { ledger } = props.tables;
    const notifications = new MessageQueue(this, 'SmsNotifications', {
      ...props,
      name: 'sms-notifications',
    });
    this.queues.push(notifications);
    const topic = smsInboundTopic(this, { ...props, queue: notifications.queue });
    const receive = this.receiver('receive-sms', { LEDGER_TABLE_NAME: ledger.tableName });
    ledger.allow(receive, 'UpdateItem');
    notifications.readBy(receive);
    this.output('SmsInboundTopic', topic.topicArn, 'Two-way destination of the SMS number');
  }

  private addWebhook(secretArn: string): void {
    const { ledger } = this.props.tables;
    const receive = this.receiver('receive-webhook', {
      FB_SECRET_ARN: secretArn,
      LEDGER_TABLE_NAME: ledger.tableName,
    });
    ledger.allow(receive, 'UpdateItem');
    const verify = this.task('verify-webhook', { FB_SECRET_ARN: secretArn });
    for (const task of [receive, verify]) {
      allow(task, { actions: ['secretsmanager:GetSecretValue'], resourceArns: [secretArn] });
    }
    const api = new WebhookApi(this, 'WebhookApi', { ...this.props, receive, verify });
    const url = api.addChannel('facebook');
    this.output('FacebookApiGatewayWebhook', url, 'Callback URL of the Messenger webhook');
  }

  private receiver(name: FunctionName, environment: Record<string, string>): lambda.Function {
    const { queueUrl } = this.messages.queue;
    const receive = this.task(name, { INBOUND_QUEUE_URL: queueUrl, ...environment });
    this.messages.writtenBy(receive);
    return receive;
  }

  private task(name: FunctionName, environment: Record<string, string>): lambda.Function {
    return taskFunction(this, this.props, name, environment);
  }

  /** Outputs keep the names that users of the original sample know. */
  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}
