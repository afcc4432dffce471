import { both, sampleFlow } from '../support/context';
import { synthesise } from '../support/stack';

const context = { ...both, ...sampleFlow };

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

/** Names that count within what holds them: a role's policies, an API's stages. */
const WITHIN = ['PolicyName', 'StageName', 'MetricName'];

/** Every name that is fixed before the deployment; CloudFormation's own hold the stack's anyway. */
function physicalNames(stackName: string): string[] {
  const resources: Resource[] = Object.values(
    synthesise({ ...context, stackName }).toJSON().Resources,
  );
  return resources.flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([key]) => key.endsWith('Name') && !WITHIN.includes(key))
      .flatMap(([key, value]) => (typeof value === 'string' ? [`${Type} ${key} ${value}`] : [])),
  );
}

describe('two stacks in one account', () => {
  const first = physicalNames('ConnectMessaging');
  const second = physicalNames('Another');

  it('share no name of a resource', () => {
    expect(second.filter((name) => first.includes(name))).toEqual([]);
  });

  it('have names that begin with their own', () => {
    const renamed = first.map((name) => name.replace('ConnectMessaging', 'Another'));
    expect(second).toEqual(renamed);
  });

  it.each([
    'AWS::KMS::Alias AliasName alias/Another',
    'AWS::StepFunctions::StateMachine StateMachineName Another-agent-event-router',
    'AWS::Logs::LogGroup LogGroupName /aws/lambda/Another-send-sms',
    'AWS::Connect::ContactFlow Name Another customer-chat',
    'AWS::ApiGatewayV2::Api Name Another-webhook',
    'AWS::CloudWatch::Dashboard DashboardName Another',
  ])('have among them %s', (name) => {
    expect(second).toContain(name);
  });
});

it('the longest name of a stack leaves room for the longest name of a state machine', () => {
  const stackName = 'x'.repeat(60);
  const machines = physicalNames(stackName).filter((name) => name.includes('StateMachineName'));
  const lengths = machines.map((name) => name.split(' ')[2]?.length ?? 0);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(80);
  expect(machines).toHaveLength(2);
});
