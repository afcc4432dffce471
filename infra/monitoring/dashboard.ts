import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { Workflow } from '../../workflows/workflow';
import { MessageQueue } from '../constructs/message-queue';
import { TaskFunction } from '../constructs/task-function';
import { WebhookApi } from '../constructs/webhook-api';
import { type CounterName, counter, every, PERIOD, sum } from './metrics';

const WIDTH = 8;

/** One dashboard: how customers fare above, how the resources fare below. */
export function addDashboard(scope: Construct, alarms: cloudwatch.Alarm[]): cloudwatch.Dashboard {
  return new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: Stack.of(scope).stackName,
    defaultInterval: Duration.hours(24),
    widgets: [
      [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', width: 24, height: 4, alarms })],
      [heading('Customers')],
      business(scope),
      [heading('Resources')],
      ...resources(Stack.of(scope)),
    ],
  });
}

function business(scope: Construct): cloudwatch.IWidget[] {
  const sums = (...names: CounterName[]) => names.map((name) => sum(name, counter(scope, name)));
  const seconds = (name: CounterName) =>
    ['p50', 'p95'].flatMap((statistic) =>
      counter(scope, name, statistic).map((metric) =>
        metric.with({ label: `${metric.label} ${statistic}` }),
      ),
    );
  return [
    graph(
      'From customers: messages and chats',
      sums(
        'InboundReceived',
        'InboundDelivered',
        'InboundWaited',
        'InboundInstanceFull',
        'InboundFailed',
        'InboundUnknown',
        'ChatsStarted',
      ),
    ),
    graph(
      'To customers: messages',
      sums('OutboundDelivered', 'OutboundWaited', 'OutboundFailed', 'OutboundUnknown'),
    ),
    graph('Seconds from receipt to delivery', [
      ...seconds('InboundSecondsToDelivery'),
      ...seconds('OutboundSecondsToDelivery'),
    ]),
  ];
}

/** Rows: queues, state machines, functions, and the webhook where there is one. */
function resources(stack: Stack): cloudwatch.IWidget[][] {
  const queues = every(stack, MessageQueue);
  return [
    [
      graph('Queues: age of the oldest message (s)', queues.map(oldest)),
      graph('Queues: messages waiting', queues.map(waiting)),
      graph('Dead letters', queues.map(deadLetters)),
    ],
    every(stack, Workflow).map(executions),
    [...functions(every(stack, TaskFunction)), ...every(stack, WebhookApi).map(webhook)],
  ];
}

const oldest = ({ name, queue }: MessageQueue) =>
  queue.metricApproximateAgeOfOldestMessage({ label: name, period: PERIOD });
const waiting = ({ name, queue }: MessageQueue) =>
  queue.metricApproximateNumberOfMessagesVisible({ label: name, period: PERIOD });
const deadLetters = ({ name, deadLetterQueue }: MessageQueue) =>
  deadLetterQueue.metricApproximateNumberOfMessagesVisible({ label: name, period: PERIOD });

function executions({ name, stateMachine }: Workflow): cloudwatch.IWidget {
  return graph(
    `Executions: ${name}`,
    [
      stateMachine.metricSucceeded({ label: 'succeeded', period: PERIOD }),
      stateMachine.metricFailed({ label: 'failed', period: PERIOD }),
      stateMachine.metricTimedOut({ label: 'timed out', period: PERIOD }),
    ],
    12,
  );
}

function functions(tasks: TaskFunction[]): cloudwatch.IWidget[] {
  const statistic = 'p95';
  return [
    graph(
      'Functions: errors and throttles',
      tasks.flatMap(({ name, function: task }) => [
        task.metricErrors({ label: `${name} errors`, period: PERIOD }),
        task.metricThrottles({ label: `${name} throttles`, period: PERIOD }),
      ]),
    ),
    graph(
      'Functions: duration, p95 (ms)',
      tasks.map(({ name, function: task }) =>
        task.metricDuration({ label: name, statistic, period: PERIOD }),
      ),
    ),
  ];
}

function webhook({ api }: WebhookApi): cloudwatch.IWidget {
  const settings = { period: PERIOD, statistic: cloudwatch.Stats.SUM };
  return graph('Webhook: requests', [
    api.metricCount({ ...settings, label: 'all' }),
    api.metricClientError({ ...settings, label: '4xx' }),
    api.metricServerError({ ...settings, label: '5xx' }),
  ]);
}

function graph(title: string, left: cloudwatch.IMetric[], width = WIDTH): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({ title, left, width, leftYAxis: { min: 0 } });
}

function heading(text: string): cloudwatch.IWidget {
  return new cloudwatch.TextWidget({ markdown: `# ${text}`, width: 24, height: 1 });
}
