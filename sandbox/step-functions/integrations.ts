import {
  DescribeContactCommand,
  StartContactStreamingCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Clients } from '../clients';
import { type TaskCall, TaskError } from './machine';

/** Invokes a Lambda function; rejects with a TaskError as Step Functions shows it. */
export type InvokeFunction = (functionName: string, payload: unknown) => Promise<unknown>;

interface SdkClient {
  send(command: unknown): Promise<object>;
}

interface Integration {
  client: SdkClient;
  command: new (input: never) => unknown;
  /** What Step Functions puts before the name of the service's error; two spellings for DynamoDB. */
  prefix: string;
}

/** Does the work of a Task state, with the service integrations that the definitions use. */
export function integrations(
  clients: Pick<Clients, 'connect' | 'dynamodb'>,
  invoke: InvokeFunction,
): (call: TaskCall) => Promise<unknown> {
  const connect = clients.connect as SdkClient;
  const dynamodb = clients.dynamodb as SdkClient;
  const sdk: Record<string, Integration> = {
    'dynamodb:getItem': { client: dynamodb, command: GetItemCommand, prefix: 'DynamoDB' },
    'dynamodb:deleteItem': { client: dynamodb, command: DeleteItemCommand, prefix: 'DynamoDB' },
    'aws-sdk:connect:startContactStreaming': {
      client: connect,
      command: StartContactStreamingCommand,
      prefix: 'Connect',
    },
    'aws-sdk:connect:describeContact': {
      client: connect,
      command: DescribeContactCommand,
      prefix: 'Connect',
    },
    'aws-sdk:connect:stopContact': {
      client: connect,
      command: StopContactCommand,
      prefix: 'Connect',
    },
  };
  return async ({ resource, parameters }) => {
    const name = resource.replace('arn:aws:states:::', '');
    if (name === 'lambda:invoke') return invokeLambda(invoke, parameters);
    const integration = sdk[name];
    if (!integration)
      throw new TaskError('States.Runtime', `The sandbox does not know ${resource}`);
    return callService(integration, parameters);
  };
}

async function invokeLambda(invoke: InvokeFunction, parameters: unknown): Promise<unknown> {
  const { FunctionName, Payload } = parameters as { FunctionName: string; Payload: unknown };
  return {
    ExecutedVersion: '$LATEST',
    StatusCode: 200,
    Payload: await invoke(FunctionName, Payload),
  };
}

async function callService(integration: Integration, parameters: unknown): Promise<unknown> {
  const { client, command: Command, prefix } = integration;
  try {
    const { $metadata: _, ...result } = (await client.send(new Command(parameters as never))) as {
      $metadata?: unknown;
    };
    return result;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number };
    };
    // No answer at all is the SDK's own error.
    const shown = $metadata?.httpStatusCode ? name : 'SdkClientException';
    throw new TaskError(`${prefix}.${shown}`, message);
  }
}
