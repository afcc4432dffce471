import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { MessageQueue } from './constructs/message-queue';
import { allow } from './permissions';

/** Makes an execution of each message of a queue, and lets the function put off the next attempt. */
export function dispatches(
  dispatch: lambda.Function,
  messages: MessageQueue,
  stateMachine: sfn.StateMachine,
): void {
  const { queueArn } = messages.queue;
  allow(dispatch, { actions: ['sqs:ChangeMessageVisibility'], resourceArns: [queueArn] });
  stateMachine.grantStartSyncExecution(dispatch);
  messages.readBy(dispatch);
}
