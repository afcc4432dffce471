import { account, machineNames } from '../settings';
import type { World } from '../world';
import { loadDefinition } from './definition';
import { Machine, type TaskCall } from './machine';
import { summarized } from './summary';

/** What the deployment puts in for the placeholders of both definitions. */
export const substitutions = {
  SessionTableName: account.sessionTable,
  InstanceId: account.instanceId,
  StreamingTopicArn: account.topicArn('chat-stream'),
  StartChatFunctionArn: 'start-chat',
  ConnectParticipantFunctionArn: 'connect-participant',
  SendToAgentFunctionArn: 'send-to-agent',
  SendSmsFunctionArn: 'send-sms',
  SendMessengerFunctionArn: 'send-messenger',
  TellAgentFunctionArn: 'tell-agent',
};

/** The two state machines on the files in asl/. */
export function createMachines(
  { callers, clock, events, machines }: World,
  perform: (call: TaskCall) => Promise<unknown>,
  retryPauseMs?: number,
): void {
  for (const name of machineNames) {
    machines.add(
      new Machine({
        name,
        arn: account.stateMachineArn(name),
        definition: loadDefinition(name, substitutions),
        perform,
        callers,
        retryPauseMs,
        now: () => clock.now(),
        onStart: (execution) => machines.remember(execution),
        onChange: (execution) => events.emit({ type: 'execution', ...summarized(execution) }),
      }),
    );
  }
}
