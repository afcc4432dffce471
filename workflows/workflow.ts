import { Stack } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
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
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
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
      logs: this.logs(props),
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

  /** The console shows an Express execution from its logs and from nothing else. */
  private logs({ name, parts: { config, encryption } }: WorkflowProps): sfn.LogOptions {
    // The prefix keeps Step Functions within the size limit of the logs' resource policy.
    const logGroupName = `/aws/vendedlogs/states/${Stack.of(this).stackName}-${name}`;
    return {
      destination: encryption.logGroup(this, 'Logs', logGroupName),
      level: sfn.LogLevel[config.executionLogLevel],
      includeExecutionData: config.logExecutionData,
    };
  }
}
