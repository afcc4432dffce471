import { type CounterName, counters } from '../../infra/monitoring/metrics';
import { type FunctionName, functions } from '../../infra/wiring';
import { bundleOf } from '../support/bundles';
import { both, messenger, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourcesOf } from '../support/template';

const stack = synthesise(both);

describe('the counters', () => {
  const own = (call: RegExp) => (code: string) => call.test(code);
  const ofDirection = (what: string, direction: string) => (code: string, name: FunctionName) =>
    new RegExp(`\\b${what}\\(`).test(withoutDefinitions(code)) && goesOn(name, direction);

  /** The code that counts, in a function's bundle. */
  const code: Record<CounterName, (code: string, name: FunctionName) => boolean> = {
    InboundReceived: own(/\bcount\("inbound", "Received"/),
    InboundDelivered: own(/\bcountDelivery\("inbound"/),
    InboundSecondsToDelivery: own(/\bcountDelivery\("inbound"/),
    OutboundDelivered: own(/\bcountDelivery\("outbound"/),
    OutboundSecondsToDelivery: own(/\bcountDelivery\("outbound"/),
    ChatsStarted: own(/"ChatsStarted"/),
    InboundWaited: (text, name) => /"Waited"\)/.test(text) && goesOn(name, 'inbound'),
    InboundInstanceFull: (text, name) => /"InstanceFull"\)/.test(text) && goesOn(name, 'inbound'),
    OutboundWaited: (text, name) => /"Waited"\)/.test(text) && goesOn(name, 'outbound'),
    InboundFailed: (text, name) =>
      ofDirection('giveUp', 'inbound')(text, name) || /\bcount\("inbound", "Failed"/.test(text),
    OutboundFailed: ofDirection('giveUp', 'outbound'),
    InboundUnknown: (text, name) => /"OUTCOME_UNKNOWN"\)/.test(text) && goesOn(name, 'inbound'),
    OutboundUnknown: (text, name) => /"OUTCOME_UNKNOWN"\)/.test(text) && goesOn(name, 'outbound'),
    AuthFailures: (text) =>
      /^(?!function).*\bcountAuthFailure\(\);\n\s+logger/m.test(text) ||
      /\bnew CredentialsRefused\(/.test(text),
  };

  function withoutDefinitions(text: string): string {
    return text.replaceAll(/function \w+\(/g, '');
  }

  /** dispatch and record-failure are one code for both directions. */
  function goesOn(name: FunctionName, direction: string): boolean {
    if (name === 'record-failure') return true;
    const inbound = ['dispatch-inbound', 'receive-sms', 'receive-webhook'].includes(name);
    return inbound === (direction === 'inbound');
  }

  it.each(Object.keys(counters) as CounterName[])(
    '%s is watched in each function that counts it',
    (metric) => {
      const names = Object.keys(functions) as FunctionName[];
      const counting = names.filter((name) => code[metric](bundleOf(name), name));
      expect([...counters[metric]].sort()).toEqual(counting.sort());
    },
  );

  it('stand under the stack’s own name, so that two stacks do not add up', () => {
    for (const { Environment } of Object.values(functionsOf(stack))) {
      expect(Environment.Variables.POWERTOOLS_METRICS_NAMESPACE).toBe('ConnectMessaging');
    }
  });
});

describe('the dashboard', () => {
  const body = (template: typeof stack) =>
    JSON.parse(
      String(
        Object.values(resourcesOf(template, 'AWS::CloudWatch::Dashboard')).map(
          ({ DashboardBody }) => DashboardBody,
        ),
      ),
    ) as {
      widgets: {
        y: number;
        properties: { title?: string; markdown?: string; metrics?: unknown[] };
      }[];
    };
  const titles = body(stack).widgets.map(
    ({ properties }) => properties.title ?? properties.markdown,
  );

  it('shows the alarms, then how customers fare, then the resources', () => {
    expect(titles).toEqual([
      'Alarms',
      '# Customers',
      'From customers: messages and chats',
      'To customers: messages',
      'Seconds from receipt to delivery',
      '# Resources',
      'Queues: age of the oldest message (s)',
      'Queues: messages waiting',
      'Dead letters',
      'Executions: agent-event-router',
      'Executions: session-lifecycle',
      'Functions: errors and throttles',
      'Functions: duration, p95 (ms)',
      'Webhook: requests',
    ]);
    const rows = body(stack).widgets.map(({ y }) => y);
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
  });

  it.each([
    ['SMS', sms, /receive-webhook|send-messenger|Webhook/],
    ['Messenger', messenger, /receive-sms|send-sms|sms-notifications/],
  ])('of a stack for %s names nothing of the other channel', (_, context, other) => {
    expect(JSON.stringify(body(synthesise(context)))).not.toMatch(other);
  });
});

describe('the saved queries', () => {
  interface Query {
    Name: string;
    QueryString: string;
    LogGroupNames: string[];
  }
  const queries = Object.values(resourcesOf<Query>(stack, 'AWS::Logs::QueryDefinition'));
  const query = (name: string) => queries.find(({ Name }) => Name === `ConnectMessaging/${name}`);

  it.each([
    ['What happened to a message, by its id', 'filter messageId = "REPLACE"', 13],
    ['What happened in a chat, by its contact id', 'filter contactId = "REPLACE"', 13],
    ['Messages given up', 'filter message = "Into the failure ledger"', 13],
    ['Executions by vendor, contact or message id', 'filter hits > 0', 2],
    ['Executions that failed', 'filter type in ["ExecutionFailed", "ExecutionTimedOut"]', 2],
  ])('%s', (name, filter, groups) => {
    expect(query(name)?.QueryString).toContain(`\n| ${filter}`.replace(/^\n\| (?=filter @)/, ''));
    expect(query(name)?.LogGroupNames).toHaveLength(groups);
  });

  it('are these', () => {
    expect(queries).toHaveLength(5);
  });

  it('ask for what the functions write', () => {
    const code = bundleOf('dispatch-inbound');
    const asked = query('Messages given up')?.QueryString ?? '';
    expect(code).toContain('"Into the failure ledger"');
    for (const field of ['failureId', 'error', 'status', 'executionArn']) {
      expect(asked).toContain(field);
      expect(code).toContain(field);
    }
  });
});
