import { Stack } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Config } from '../infra/config';
import type { Parts } from '../infra/parts';
import { acknowledgeWildcard, allow } from '../infra/permissions';
import type { AslDefinition } from './definition';

export interface WorkflowProps {
  /** The ASL file's name. */
  name: string;
  definition: AslDefinition;
  /** `${Placeholder}` to value, for everything but functions. */
  substitutions: Record<string, string>;
  /** State name to function; fills `${<State>FunctionArn}` and allows its invocation. */
  tasks: Record<string, lambda.IFunction>;
  parts: Parts;
}

/** An Express state machine on an ASL file, with a role of its own. */
export class Workflow extends Construct {
  readonly name: string;
  readonly stateMachine: sfn.StateMachine;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    this.name = props.name;
    this.logGroup = this.logs(props);
    const { stackName, partition } = Stack.of(this);
    const functionArns = Object.entries(props.tasks).map(([state, task]) => [
      `${state}FunctionArn`,
      task.functionArn,
    ]);
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName: `${stackName}-${props.name}`,
      stateMachineType: sfn.StateMachineType.EXPRESS,
      definitionBody: sfn.DefinitionBody.fromString(props.definition.toString(partition)),
      definitionSubstitutions: { ...props.substitutions, ...Object.fromEntries(functionArns) },
      tracingEnabled: true,
      logs: this.logging(props.parts.config),
    });
    acknowledgeWildcard(
      this.stateMachine.role,
      '*',
      'Neither X-Ray nor the delivery of logs knows resources (Step Functions developer guide, "IAM policies for logging to CloudWatch Logs").',
    );
    allow(this.stateMachine, {
      actions: ['lambda:InvokeFunction'],
      resourceArns: Object.values(props.tasks).map(({ functionArn }) => functionArn),
    });
  }

  /** The prefix keeps Step Functions within the size limit of the logs' resource policy. */
  private logs({ name, parts: { encryption } }: WorkflowProps): logs.LogGroup {
    const logGroupName = `/aws/vendedlogs/states/${Stack.of(this).stackName}-${name}`;
    return encryption.logGroup(this, 'Logs', logGroupName);
  }

  /** The console shows an Express execution from its logs and from nothing else. */
  private logging(config: Config): sfn.LogOptions {
    return {
      destination: this.logGroup,
      level: sfn.LogLevel[config.executionLogLevel],
      includeExecutionData: config.logExecutionData,
    };
  }
}
