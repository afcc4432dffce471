import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { Callers } from '../../sandbox/aws/callers';
import { loadDefinition } from '../../sandbox/step-functions/definition';
import type { Execution } from '../../sandbox/step-functions/execution';
import { Machine, type TaskCall, TaskError } from '../../sandbox/step-functions/machine';

/** What a task does at one call: answers, or fails with an error of this name. */
export type Answer = object | TaskError;

/** One line of a state machine's table. */
export interface Row {
  when: string;
  input: object;
  /** Per state, what its task does at each call. A call that is not foreseen here fails the row. */
  tasks: Record<string, Answer[]>;
  /** The states that are entered, in their order. */
  path: string[];
  /** The error of the execution; it succeeds where this is left out. */
  error?: string;
}

export const fails = (name: string, cause = `cause of ${name}`): TaskError =>
  new TaskError(name, cause);

/** What the deployment puts in for the placeholders. */
const substitutions = {
  SessionTableName: 'session',
  InstanceId: 'instance',
  StreamingTopicArn: 'arn:aws:sns:us-east-1:111122223333:chat-stream',
  StartChatFunctionArn: 'start-chat',
  ConnectParticipantFunctionArn: 'connect-participant',
  SendToAgentFunctionArn: 'send-to-agent',
  SendSmsFunctionArn: 'send-sms',
  SendMessengerFunctionArn: 'send-messenger',
  TellAgentFunctionArn: 'tell-agent',
};

export const definitionOf = (name: string): StateMachineDefinition =>
  loadDefinition(name, substitutions);

export interface Run {
  execution: Execution;
  path: string[];
  calls: TaskCall[];
}

/** Runs rows on one definition; the machine is built once. */
export function runner(definition: StateMachineDefinition): (row: Row) => Promise<Run> {
  let perform: (call: TaskCall) => Promise<unknown>;
  const machine = new Machine({
    name: 'machine',
    arn: 'arn:aws:states:us-east-1:111122223333:stateMachine:machine',
    definition,
    perform: (call) => perform(call),
    callers: new Callers(),
    retryPauseMs: 0,
  });
  return async (row) => {
    const calls: TaskCall[] = [];
    const answers = structuredAnswers(row);
    perform = async (call) => {
      calls.push(call);
      return next(answers, call.state);
    };
    const execution = await machine.run('row', row.input);
    const path = execution.events
      .filter(({ type }) => type === 'StateEntered')
      .map(({ state }) => state);
    return { execution, path, calls };
  };
}

function structuredAnswers({ tasks }: Row): Map<string, Answer[]> {
  return new Map(Object.entries(tasks).map(([state, list]) => [state, [...list]]));
}

function next(answers: Map<string, Answer[]>, state: string): object {
  const answer = answers.get(state)?.shift();
  if (!answer) throw new TaskError('UnforeseenCall', state);
  if (answer instanceof TaskError) throw answer;
  return answer;
}

/** What a row expects, in the shape of what ran. */
export const expected = ({ path, error }: Row) => ({
  path,
  status: error ? 'FAILED' : 'SUCCEEDED',
  error,
});

export const outcome = ({ execution, path }: Run) => ({
  path,
  status: execution.status,
  error: execution.error,
});
