import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { TaskFunction } from '../constructs/task-function';
import type { FunctionName } from '../wiring';

export const PERIOD = Duration.minutes(5);

/** What the functions count, and which of them do. Powertools puts each one's name in the dimension `service`. */
export const counters = {
  InboundReceived: ['receive-webhook', 'receive-sms'],
  InboundDelivered: ['send-to-agent'],
  InboundWaited: ['dispatch-inbound'],
  InboundInstanceFull: ['dispatch-inbound'],
  InboundFailed: ['receive-webhook', 'dispatch-inbound', 'receive-sms', 'record-failure'],
  InboundUnknown: ['dispatch-inbound'],
  ChatsStarted: ['start-chat'],
  OutboundDelivered: ['send-sms', 'send-messenger'],
  OutboundWaited: ['dispatch-outbound'],
  OutboundFailed: ['dispatch-outbound', 'receive-agent-event', 'record-failure'],
  OutboundUnknown: ['dispatch-outbound'],
  AuthFailures: ['receive-webhook', 'verify-webhook', 'send-messenger'],
  InboundSecondsToDelivery: ['send-to-agent'],
  OutboundSecondsToDelivery: ['send-sms', 'send-messenger'],
} as const satisfies Record<string, FunctionName[]>;

export type CounterName = keyof typeof counters;

/** A counter, once for each deployed function that has it. */
export function counter(
  scope: IConstruct,
  metricName: CounterName,
  statistic = cloudwatch.Stats.SUM,
): cloudwatch.Metric[] {
  const stack = Stack.of(scope);
  const deployed = every(stack, TaskFunction).map(({ name }) => name);
  const services: FunctionName[] = [...counters[metricName]];
  return services
    .filter((service) => deployed.includes(service))
    .map(
      (service) =>
        new cloudwatch.Metric({
          namespace: stack.stackName,
          metricName,
          dimensionsMap: { service },
          statistic,
          period: PERIOD,
          label: `${metricName} ${service}`,
        }),
    );
}

/**
 * The sum of metrics; one that has no data counts as nothing. At most ten fit into an alarm.
 *
 * SUM over a list leaves out what has no data. FILL would put zeros in place of data that come late,
 * and hold an alarm up (CloudWatch user guide, "Using metric math").
 */
export function sum(label: string, metrics: cloudwatch.IMetric[]): cloudwatch.IMetric {
  // Ids begin with a small letter and are unique in a graph.
  const prefix = label.toLowerCase().replace(/[^a-z]/g, '');
  const usingMetrics = Object.fromEntries(
    metrics.map((metric, index) => [`${prefix}${index}`, metric]),
  );
  const expression = `SUM([${Object.keys(usingMetrics).join(', ')}])`;
  return new cloudwatch.MathExpression({ expression, usingMetrics, label, period: PERIOD });
}

/** The constructs of one kind within another. */
export function every<Kind extends IConstruct>(
  scope: IConstruct,
  kind: abstract new (...args: never[]) => Kind,
): Kind[] {
  return scope.node.findAll().filter((child): child is Kind => child instanceof kind);
}
