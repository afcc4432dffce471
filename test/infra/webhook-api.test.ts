import { account, messenger, region } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourcesOf } from '../support/template';

interface Route {
  RouteKey: string;
  Target: string;
}

interface Integration {
  IntegrationUri: string;
}

const stack = synthesise(messenger);
const functions = functionsOf(stack);
const routes = resourcesOf<Route>(stack, 'AWS::ApiGatewayV2::Route');
const integrations = resourcesOf<Integration>(stack, 'AWS::ApiGatewayV2::Integration');
const permissions = resourcesOf(stack, 'AWS::Lambda::Permission');

describe('the webhook API', () => {
  it.each([
    ['POST /webhook/facebook', 'receive-webhook'],
    ['GET /webhook/facebook', 'verify-webhook'],
  ])('%s reaches %s, as an event of version 2', (key, name) => {
    const route = Object.values(routes).find(({ RouteKey }) => RouteKey === key);
    const integration = integrations[route?.Target.replace('integrations/', '') ?? ''];
    expect(integration).toEqual({
      ApiId: 'InboundWebhookApi',
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: functions[name]?.id,
    });
  });

  it.each(['receive-webhook', 'verify-webhook'])('%s may be invoked by its route alone', (name) => {
    const { id } = functions[name] ?? {};
    expect(Object.values(permissions).filter(({ FunctionName }) => FunctionName === id)).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: id,
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:${region}:${account}:InboundWebhookApi/*/*/webhook/facebook`,
      },
    ]);
  });

  it('answers at its own host, without a stage in the path', () => {
    expect(Object.values(resourcesOf(stack, 'AWS::ApiGatewayV2::Stage'))).toEqual([
      { ApiId: 'InboundWebhookApi', StageName: '$default', AutoDeploy: true },
    ]);
  });
});
