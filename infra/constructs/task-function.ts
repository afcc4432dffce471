import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, functions } from '../wiring';

export interface TaskFunctionProps {
  name: FunctionName;
  /** Where the bundles of the tasks are. */
  bundles: string;
  environment: Record<string, string>;
}

/** One Lambda function of the wiring, with its own role and log group. */
export class TaskFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, { name, bundles, environment }: TaskFunctionProps) {
    super(scope, id);
    const { task, timeoutSeconds } = functions[name];
    this.function = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(join(bundles, task)),
      handler: 'index.handler',
      memorySize: 256,
      timeout: Duration.seconds(timeoutSeconds),
      tracing: lambda.Tracing.ACTIVE,
      logGroup: new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH }),
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: 'ConnectMessaging',
        ...environment,
      },
    });
  }
}
