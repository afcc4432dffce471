import type { Machines } from '../step-functions/machines';
import { ApiError, type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from './protocol';

interface StartInput {
  stateMachineArn: string;
  name: string;
  input: string;
}

/** AWS Step Functions' StartSyncExecution: HTTP 200 even where the execution failed. */
export function statesApi(machines: Machines): ApiService {
  return {
    ...awsJsonErrors,
    operations: ['StartSyncExecution'],
    operationOf: targetOperation,
    handle: async ({ body }) => {
      const { stateMachineArn, name, input } = JSON.parse(body.toString()) as StartInput;
      if (!/^[0-9A-Za-z_-]{1,80}$/.test(name)) {
        throw new ApiError(400, 'InvalidName', `Invalid execution name: ${name}`);
      }
      const machine = machines.byArn(stateMachineArn);
      if (!machine) throw new ApiError(400, 'StateMachineDoesNotExist', stateMachineArn);
      const execution = await machine.run(name, JSON.parse(input));
      if (execution.status === 'ABORTED') return undefined;
      return jsonAnswer({
        executionArn: execution.executionArn,
        stateMachineArn,
        name,
        status: execution.status,
        startDate: Date.parse(execution.startedAt) / 1000,
        stopDate: Date.parse(execution.stoppedAt ?? execution.startedAt) / 1000,
        output: execution.output === undefined ? undefined : JSON.stringify(execution.output),
        error: execution.error,
        cause: execution.cause,
      });
    },
  };
}
