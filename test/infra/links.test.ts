import { type Config, readConfig } from '../../infra/config';
import { both, everything, messenger, region, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { readable } from '../support/template';

function outputsOf(context: Record<string, string>) {
  const outputs = readable(synthesise(context).toJSON().Outputs) as Record<
    string,
    { Value: string }
  >;
  return new Map(Object.entries(outputs).map(([name, { Value }]) => [name, Value]));
}

const outputs = outputsOf(both);

describe('the outputs for people', () => {
  it.each([
    [
      'SessionLifecycleConsole',
      'states',
      '/statemachines/view/InboundSessionLifecycleStateMachine',
    ],
    [
      'AgentEventRouterConsole',
      'states',
      '/statemachines/view/OutboundAgentEventRouterStateMachine',
    ],
    ['DashboardConsole', 'cloudwatch', 'dashboards/dashboard/MonitoringDashboard'],
  ])('%s leads to the console', (name, service, page) => {
    const host = `https://${region}.console.aws.amazon.com`;
    expect(outputs.get(name)).toBe(`${host}/${service}/home?region=${region}#${page}`);
  });

  it('say what is left to do by hand, each for its channel', () => {
    expect(outputs.get('NextStepSms')).toContain(both.smsNumber);
    expect(outputs.get('NextStepFacebook')).toContain('FacebookApiGatewayWebhook');
    expect(outputsOf(sms).has('NextStepFacebook')).toBe(false);
    expect(outputsOf(messenger).has('NextStepSms')).toBe(false);
  });

  it.each(['NextStepSms', 'NextStepFacebook'])('%s names outputs that there are', (step) => {
    const named = [...(outputs.get(step) ?? '').matchAll(/output (\w+)/g)].map(([, name]) => name);
    expect(named).toHaveLength(1);
    for (const name of named) expect(outputs.has(name ?? '')).toBe(true);
  });

  it('show the topic of the alarms', () => {
    expect(outputs.get('AlarmTopicArn')).toBe('MonitoringAlarmTopic');
  });
});

describe('the console', () => {
  it.each([
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('of %s has a host of its own', (partition, place, expected) => {
    const { fbSecretArn: _, ...context } = everything;
    const amazonConnectArn = context.amazonConnectArn
      .replace('arn:aws:', `arn:${partition}:`)
      .replace(region, place);
    const config: Config = readConfig({ ...context, amazonConnectArn });
    expect(config.instance.partition).toBe(partition);
    expect(outputsOf({ ...context, amazonConnectArn }).get('DashboardConsole')).toContain(expected);
  });
});
