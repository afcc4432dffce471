import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, type IConstruct } from 'constructs';
import { Workflow } from '../../workflows/workflow';
import { MessageQueue } from '../constructs/message-queue';
import { TaskFunction } from '../constructs/task-function';
import { WebhookApi } from '../constructs/webhook-api';
import { counter, every, PERIOD, sum } from './metrics';

/** Longer than four retries after passing faults take. */
const OLDEST_MESSAGE = Duration.minutes(15);
/** Longer than the longest pause of a message that waits for a full instance: it waits for a day at most. */
const INSTANCE_FULL_PERIODS = 4;

interface AlarmSettings {
  /** What it means, for whoever is woken by it. */
  means: string;
  metric: cloudwatch.IMetric;
  threshold?: number;
  evaluationPeriods?: number;
  /** Of the evaluation periods; all of them if left out. */
  datapointsToAlarm?: number;
}

export interface AlarmsProps {
  topic: sns.ITopic;
  /** Whose functions are watched together. */
  directions: Record<string, IConstruct>;
}

/** The alarms of a stack. docs/operations.md says what to do about each. */
export class Alarms extends Construct {
  readonly all: cloudwatch.Alarm[] = [];
  private readonly stack = Stack.of(this);

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    this.addFailures();
    for (const [direction, scope] of Object.entries(props.directions)) {
      this.addThrottles(direction, scope);
    }
    this.addWaits();
    this.addTopics();
    for (const queue of every(this.stack, MessageQueue)) this.addQueue(queue);
    for (const workflow of every(this.stack, Workflow)) this.addWorkflow(workflow);
    for (const { api } of every(this.stack, WebhookApi)) {
      this.addWebhook(api.metricServerError({ period: PERIOD, statistic: cloudwatch.Stats.SUM }));
    }
  }

  private addFailures(): void {
    this.add('inbound-messages-failed', {
      means: 'Messages of customers went into the failure ledger for good.',
      metric: this.counted('InboundFailed', 'InboundUnknown'),
    });
    this.add('outbound-messages-failed', {
      means: 'Answers to customers went into the failure ledger for good.',
      metric: this.counted('OutboundFailed', 'OutboundUnknown'),
    });
  }

  /** A burst that waits for a rate is no news; what waits for ten minutes is. A full instance is at once. */
  private addWaits(): void {
    for (const [direction, name] of [
      ['inbound', 'InboundWaited'],
      ['outbound', 'OutboundWaited'],
    ] as const) {
      this.add(`${direction}-waiting`, {
        means: `Messages wait because a service refuses more: ${direction === 'inbound' ? 'Connect' : 'the provider'}, Step Functions or Lambda.`,
        metric: this.counted(name),
        threshold: 10,
        evaluationPeriods: 2,
      });
    }
    this.add('instance-full', {
      means: 'Customers wait because the instance has as many chats as its quota allows.',
      metric: this.counted('InboundInstanceFull'),
      evaluationPeriods: INSTANCE_FULL_PERIODS,
      datapointsToAlarm: 1,
    });
  }

  /** SNS gives up at once where the queue's policy or its key keeps it out. */
  private addTopics(): void {
    const topics = every(this.stack, sns.Topic).filter((topic) => topic !== this.props.topic);
    this.add('topic-deliveries-failed', {
      means: 'A topic could not hand notifications to its queue: they are lost.',
      metric: sum(
        'Deliveries failed',
        topics.map((topic) => topic.metricNumberOfNotificationsFailed({ period: PERIOD })),
      ),
    });
  }

  /** Dead letters are read at once, so what lies there is not enough to go by. */
  private addQueue({ name, queue, deadLetterQueue }: MessageQueue): void {
    this.add(`${name}-dead-letters`, {
      means: `Messages died without a word in the queue ${name}.`,
      metric: sum('Dead letters', [
        deadLetterQueue.metricNumberOfMessagesReceived({ period: PERIOD }),
        deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
      ]),
    });
    this.add(`${name}-oldest-message`, {
      means: `A message has been in the queue ${name} for a quarter of an hour.`,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD }),
      threshold: OLDEST_MESSAGE.toSeconds(),
    });
  }

  /** Some fail and are tried again: quotas, passing faults. Many, for a while, are no passing fault. */
  private addWorkflow({ name, stateMachine }: Workflow): void {
    this.add(`${name}-failing`, {
      means: `Executions of ${name} fail or time out, again and again.`,
      metric: sum('Failed or timed out', [
        stateMachine.metricFailed({ period: PERIOD }),
        stateMachine.metricTimedOut({ period: PERIOD }),
      ]),
      threshold: 5,
      evaluationPeriods: 2,
    });
  }

  private addThrottles(direction: string, scope: IConstruct): void {
    this.add(`${direction}-throttled`, {
      means: `Lambda refuses work of the ${direction} functions: their quota is used up.`,
      metric: sum(
        'Throttled',
        every(scope, TaskFunction).map((task) => task.function.metricThrottles({ period: PERIOD })),
      ),
      evaluationPeriods: 2,
    });
  }

  /** Anybody can send wrong signatures; only Meta can refuse the token. */
  private addWebhook(faults: cloudwatch.IMetric): void {
    const refused = (own: boolean) =>
      counter(this, 'AuthFailures').filter(
        ({ dimensions }) => own === (dimensions?.service === 'send-messenger'),
      );
    this.add('page-token-refused', {
      means: 'Meta refuses the page token, so no answer goes out.',
      metric: sum('Page token refused', refused(true)),
    });
    this.add('signatures-refused', {
      means: 'Signatures or verify tokens are wrong, again and again.',
      metric: sum('Signatures refused', refused(false)),
      threshold: 5,
      evaluationPeriods: 2,
    });
    this.add('webhook-faults', {
      means: 'Webhooks are answered with errors: an hour of that unsubscribes the page.',
      metric: faults,
      threshold: 3,
    });
  }

  private counted(...names: Parameters<typeof counter>[1][]): cloudwatch.IMetric {
    return sum(
      names.join(' or '),
      names.flatMap((name) => counter(this, name)),
    );
  }

  private add(name: string, settings: AlarmSettings): void {
    const { means, metric, threshold = 1, evaluationPeriods = 1, datapointsToAlarm } = settings;
    const alarm = new cloudwatch.Alarm(this, name, {
      alarmName: `${this.stack.stackName}-${name}`,
      alarmDescription: `${means} What to do: docs/operations.md.`,
      metric,
      threshold,
      evaluationPeriods,
      datapointsToAlarm,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.props.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.all.push(alarm);
  }
}
