import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface WebhookApiProps {
  receive: lambda.IFunction;
  verify: lambda.IFunction;
}

/** The HTTP API that providers call: two routes for each channel. */
export class WebhookApi extends Construct {
  private readonly api: HttpApi;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebhookApiProps,
  ) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { description: 'Webhooks of messaging providers' });
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
}
