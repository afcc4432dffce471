import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../permissions';
import { type FunctionName, functions } from '../wiring';
import type { Encryption } from './encryption';

export interface TaskFunctionProps {
  name: FunctionName;
  /** Where the bundles of the tasks are. */
  bundles: string;
  environment: Record<string, string>;
  encryption: Encryption;
}

/** One Lambda function of the wiring, with its own role and log group. */
export class TaskFunction extends Construct {
  readonly name: FunctionName;
  readonly function: lambda.Function;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    const { name, bundles, environment } = props;
    this.name = name;
    this.logGroup = this.logs(props);
    const { task, timeoutSeconds } = functions[name];
    this.function = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(join(bundles, task)),
      handler: 'index.handler',
      memorySize: 256,
      timeout: Duration.seconds(timeoutSeconds),
      tracing: lambda.Tracing.ACTIVE,
      role: this.role(props),
      logGroup: this.logGroup,
      environment: {
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: Stack.of(this).stackName,
        ...environment,
      },
    });
  }

  private logs({ name, encryption }: TaskFunctionProps): logs.LogGroup {
    return encryption.logGroup(this, 'Logs', `/aws/lambda/${Stack.of(this).stackName}-${name}`);
  }

  /** In place of the managed policy for execution roles, which allows every log group of the account. */
  private role({ encryption }: TaskFunctionProps): iam.Role {
    const assumedBy = new iam.ServicePrincipal('lambda.amazonaws.com');
    const role = new iam.Role(this, 'Role', { assumedBy });
    encryption.allowLogging(role, this.logGroup);
    acknowledgeWildcard(role, '*', 'X-Ray knows no resources for the traces of a function.');
    return role;
  }
}
