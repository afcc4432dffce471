import { account, messenger, region } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf, resourcesOf } from '../support/template';

interface Route {
  RouteKey: string;
  Target: string;
}

interface Stage {
  DefaultRouteSettings: object;
  AccessLogSettings: { DestinationArn: string; Format: string };
}

interface Integration {
  IntegrationUri: string;
}

const stack = synthesise(messenger);
const functions = functionsOf(stack);
const routes = resourcesOf<Route>(stack, 'AWS::ApiGatewayV2::Route');
const integrations = resourcesOf<Integration>(stack, 'AWS::ApiGatewayV2::Integration');
const stage = resourceOf<Stage>(stack, 'AWS::ApiGatewayV2::Stage', 'InboundWebhookApiStage');
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
    expect(stage).toMatchObject({
      ApiId: 'InboundWebhookApi',
      StageName: '$default',
      AutoDeploy: true,
    });
  });

  it('refuses only what no provider sends: refusals would cost the page its subscription', () => {
    const { DefaultRouteSettings } = stage;
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 });
  });

  it('logs each access, encrypted, and never a query, which holds the verify token', () => {
    const { DestinationArn, Format } = stage.AccessLogSettings;
    expect(Object.values(JSON.parse(Format))).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.identity.sourceIp',
      '$context.routeKey',
      '$context.status',
      '$context.error.message',
      '$context.integrationErrorMessage',
      '$context.responseLatency',
    ]);
    expect(resourceOf(stack, 'AWS::Logs::LogGroup', DestinationArn)).toEqual({
      LogGroupName: '/aws/vendedlogs/apigateway/ConnectMessaging-webhook',
      KmsKeyId: 'EncryptionKey',
      RetentionInDays: 14,
    });
  });
});
