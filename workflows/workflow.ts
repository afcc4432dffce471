import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { AslDefinition } from './definition';

export interface WorkflowProps {
  /** The ASL file's name. */
  name: string;
  definition: AslDefinition;
  /** `${Placeholder}` to value, for everything but functions. */
  substitutions: Record<string, string>;
  /** State name to function; fills `${<State>FunctionArn}` and grants its invocation. */
  tasks: Record<string, lambda.IFunction>;
}

/**
 * An Express state machine on an ASL file. It logs everything: the console shows an Express
 * execution from its logs and from nothing else.
 */
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
      logs: {
        destination: new logs.LogGroup(this, 'Logs', {
          // The prefix keeps Step Functions within the size limit of the logs' resource policy.
          logGroupName: `/aws/vendedlogs/states/${stackName}-${props.name}`,
          retention: logs.RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: sfn.LogLevel.ALL,
        includeExecutionData: true,
      },
    });
    for (const task of Object.values(props.tasks)) task.grantInvoke(this.stateMachine);
  }
}
