import { Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Encryption } from './encryption';

/**
 * Requests a second, for the whole API. Far more than Meta sends for a page: an hour of refusals
 * unsubscribes the page, and what a flood could cost is bounded all the same.
 */
const THROTTLE = { rateLimit: 1000, burstLimit: 2000 };

/** Who called and how it went. Never the query: it carries the verify token. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    route: '$context.routeKey',
    status: '$context.status',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
    milliseconds: '$context.responseLatency',
  }),
);

export interface WebhookApiProps {
  encryption: Encryption;
  receive: lambda.IFunction;
  verify: lambda.IFunction;
}

/** The HTTP API that providers call: two routes for each channel. */
export class WebhookApi extends Construct {
  readonly api: HttpApi;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebhookApiProps,
  ) {
    super(scope, id);
    const description = 'Webhooks of messaging providers';
    const apiName = `${Stack.of(this).stackName}-webhook`;
    this.api = new HttpApi(this, 'Api', { apiName, description, createDefaultStage: false });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: this.accessLog(), format: ACCESS_LOG },
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The caller is Meta, which signs each POST with the app secret and sends the verify token with each GET. The functions check both before they do anything else; no authorizer of API Gateway can, since the signature covers the body.',
    });
  }

  /** @returns the URL to enter at the provider */
  addChannel(name: string): string {
    const path = `/webhook/${name}`;
    this.addRoute(path, HttpMethod.POST, 'Receive', this.props.receive);
    this.addRoute(path, HttpMethod.GET, 'Verify', this.props.verify);
    return `${this.api.apiEndpoint}${path}`;
  }

  private addRoute(path: string, method: HttpMethod, id: string, handler: lambda.IFunction): void {
    const integration = new HttpLambdaIntegration(id, handler);
    this.api.addRoutes({ path, methods: [method], integration });
  }

  /** The prefix keeps API Gateway within the size limit of the logs' resource policy. */
  private accessLog(): LogGroupLogDestination {
    const name = `/aws/vendedlogs/apigateway/${Stack.of(this).stackName}-webhook`;
    return new LogGroupLogDestination(this.props.encryption.logGroup(this, 'AccessLogs', name));
  }
}
