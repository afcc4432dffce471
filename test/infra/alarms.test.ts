import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quotaDelay } from '../../tasks/dispatch/retry-delay';
import { account, both, everything, messenger, region, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { resourcesOf } from '../support/template';

interface MetricStat {
  Metric: { MetricName: string; Namespace: string; Dimensions?: { Value: string }[] };
  Period: number;
  Stat: string;
}

interface Alarm {
  AlarmName: string;
  AlarmDescription: string;
  Metrics?: { Expression?: string; MetricStat?: MetricStat }[];
  MetricName?: string;
  Statistic?: string;
  Dimensions?: { Value: string }[];
  Period?: number;
  Threshold: number;
  EvaluationPeriods: number;
  DatapointsToAlarm?: number;
  ComparisonOperator: string;
  TreatMissingData: string;
  AlarmActions: string[];
  OKActions: string[];
}

function alarmsOf(context: Record<string, string>): Map<string, Alarm> {
  const alarms = Object.values(resourcesOf<Alarm>(synthesise(context), 'AWS::CloudWatch::Alarm'));
  return new Map(alarms.map((alarm) => [alarm.AlarmName.replace('ConnectMessaging-', ''), alarm]));
}

const alarms = alarmsOf(both);

/** `<metric> of <resource>` for everything that an alarm adds up. */
function watched({ Metrics, ...alarm }: Alarm): string[] {
  const stats = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [alarm];
  return stats.map(
    ({ MetricName, Dimensions = [] }) =>
      `${MetricName} of ${Dimensions.map(({ Value }) => Value).join()}`,
  );
}

describe('the alarms', () => {
  it.each<[string, string[], number, number]>([
    // name, what is added up, from how much, for how many times five minutes
    [
      'inbound-messages-failed',
      [
        'InboundFailed of receive-webhook',
        'InboundFailed of dispatch-inbound',
        'InboundFailed of receive-sms',
        'InboundFailed of record-failure',
        'InboundUnknown of dispatch-inbound',
      ],
      1,
      1,
    ],
    [
      'outbound-messages-failed',
      [
        'OutboundFailed of dispatch-outbound',
        'OutboundFailed of receive-agent-event',
        'OutboundFailed of record-failure',
        'OutboundUnknown of dispatch-outbound',
      ],
      1,
      1,
    ],
    [
      'signatures-refused',
      ['AuthFailures of receive-webhook', 'AuthFailures of verify-webhook'],
      5,
      2,
    ],
    ['page-token-refused', ['AuthFailures of send-messenger'], 1, 1],
    ['instance-full', ['InboundInstanceFull of dispatch-inbound'], 1, 4],
    ['inbound-waiting', ['InboundWaited of dispatch-inbound'], 10, 2],
    ['outbound-waiting', ['OutboundWaited of dispatch-outbound'], 10, 2],
    [
      'topic-deliveries-failed',
      ['ChatStream', 'SmsInbound'].map(
        (id) =>
          `NumberOfNotificationsFailed of ${id === 'ChatStream' ? 'Out' : 'In'}bound${id}.TopicName`,
      ),
      1,
      1,
    ],
    ['dead-letters-throttled', ['Throttles of DeadLettersRecordFailureFunction'], 1, 2],
    [
      'session-lifecycle-failing',
      ['Failed', 'TimedOut'].map(
        (end) => `Executions${end} of InboundSessionLifecycleStateMachine`,
      ),
      5,
      2,
    ],
    [
      'agent-event-router-failing',
      ['Failed', 'TimedOut'].map(
        (end) => `Executions${end} of OutboundAgentEventRouterStateMachine`,
      ),
      5,
      2,
    ],
    [
      'outbound-throttled',
      [
        ...['SendSms', 'SendMessenger', 'TellAgent', 'ReceiveAgentEvent', 'DispatchOutbound'].map(
          (name) => `Throttles of Outbound${name}Function`,
        ),
      ],
      1,
      2,
    ],
    [
      'inbound-throttled',
      [
        ...[
          'StartChat',
          'ConnectParticipant',
          'SendToAgent',
          'DispatchInbound',
          'ReceiveSms',
          'ReceiveWebhook',
          'VerifyWebhook',
        ].map((name) => `Throttles of Inbound${name}Function`),
      ],
      1,
      2,
    ],
    ['webhook-faults', ['5xx of InboundWebhookApi'], 3, 1],
    ...[
      ['inbound', 'InboundMessages'],
      ['sms-notifications', 'InboundSmsNotifications'],
      ['outbound', 'OutboundMessages'],
      ['agent-events', 'OutboundAgentEvents'],
    ].flatMap(([name, id]): [string, string[], number, number][] => [
      [
        `${name}-dead-letters`,
        [
          `NumberOfMessagesReceived of ${id}DeadLetters.QueueName`,
          `ApproximateNumberOfMessagesVisible of ${id}DeadLetters.QueueName`,
        ],
        1,
        1,
      ],
      [`${name}-oldest-message`, [`ApproximateAgeOfOldestMessage of ${id}Queue.QueueName`], 900, 1],
    ]),
  ])('%s', (name, metrics, threshold, periods) => {
    const alarm = alarms.get(name);
    if (!alarm) throw new Error(`There is no alarm ${name}.`);
    expect(watched(alarm).sort()).toEqual([...metrics].sort());
    expect(alarm).toMatchObject({ Threshold: threshold, EvaluationPeriods: periods });
  });

  it('are twenty-two, fewer for one channel', () => {
    expect(alarms.size).toBe(22);
    const all = [...alarms.keys()];
    expect(all.filter((name) => !alarmsOf(sms).has(name))).toEqual([
      'page-token-refused',
      'signatures-refused',
      'webhook-faults',
    ]);
    expect(all.filter((name) => !alarmsOf(messenger).has(name))).toEqual([
      'sms-notifications-dead-letters',
      'sms-notifications-oldest-message',
    ]);
  });

  it.each([...alarms])(
    '%s tells the topic, is quiet without data, and has a runbook',
    (name, alarm) => {
      expect(alarm).toMatchObject({
        AlarmActions: ['MonitoringAlarmTopic'],
        OKActions: ['MonitoringAlarmTopic'],
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      });
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].+\. What to do: docs\/operations\.md\.$/);
      const kind = name.replace(
        /^.*-(dead-letters|oldest-message|failing|throttled|waiting|instance-full|messages-failed)$/,
        '…-$1',
      );
      expect(runbook).toContain(`| \`${kind}\` |`);
    },
  );

  it('add up no more than an alarm takes', () => {
    for (const [, { Metrics = [] }] of alarms) {
      expect(Metrics.filter(({ MetricStat }) => MetricStat).length).toBeLessThanOrEqual(10);
      for (const { Expression } of Metrics.filter(({ MetricStat }) => !MetricStat)) {
        expect(Expression).toMatch(/^SUM\(\[\w+(, \w+)*\]\)$/);
      }
    }
  });
});

it('instance-full is in alarm for as long as a single customer waits, for a whole day', () => {
  const { DatapointsToAlarm, EvaluationPeriods } = alarms.get('instance-full') as Alarm;
  expect(DatapointsToAlarm).toBe(1);
  let waited = 0;
  for (let waits = 0; waited < 86_400; waits += 1) {
    const seconds = quotaDelay('ChatQuotaFull', waits);
    expect(seconds).toBeLessThan((EvaluationPeriods - 1) * 300);
    waited += seconds;
  }
});

const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8');

describe('the topic of the alarms', () => {
  it('takes what CloudWatch publishes for this account', () => {
    const policies = resourcesOf(synthesise(both), 'AWS::SNS::TopicPolicy');
    expect(policies.MonitoringAlarmTopicPolicy).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: 'MonitoringAlarmTopic',
            Condition: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:*` },
            },
          }),
        ]),
      },
    });
  });

  it('writes to whoever is named, and to nobody else', () => {
    const mail = { Protocol: 'email', Endpoint: everything.alarmEmail };
    const subscriptions = (context: Record<string, string>) =>
      Object.values(resourcesOf(synthesise(context), 'AWS::SNS::Subscription'));
    expect(subscriptions(everything)).toContainEqual(expect.objectContaining(mail));
    expect(subscriptions(both)).not.toContainEqual(expect.objectContaining({ Protocol: 'email' }));
  });
});
