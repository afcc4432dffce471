import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { StackQueue } from './outputs';
import type { Target } from './target';

/** The event source mapping of a queue: what reads it, and whether it does. */
export interface Mapping {
  id: string;
  /** The function's name. */
  reader: string;
  /** Lambda's word: Enabled, Disabled, Enabling, Disabling, Creating, Updating, Deleting. */
  state: string;
  /** What Lambda says of the last batch; begins with PROBLEM where the queue cannot be read. */
  lastResult?: string;
}

/** Reads and switches the event source mappings of a stack's queues (Lambda API reference). */
export class Mappings {
  private readonly lambda: LambdaClient;
  private readonly sqs: SQSClient;

  constructor(target: Target) {
    this.lambda = new LambdaClient(target.config('LAMBDA'));
    this.sqs = new SQSClient({ ...target.config('SQS'), useQueueUrlAsEndpoint: false });
  }

  /** Usually one; empty where no function reads the queue. */
  async of({ url }: StackQueue): Promise<Mapping[]> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
    );
    const input = { EventSourceArn: Attributes?.QueueArn };
    const mappings: Mapping[] = [];
    for await (const page of paginateListEventSourceMappings({ client: this.lambda }, input)) {
      mappings.push(...(page.EventSourceMappings ?? []).map(read));
    }
    return mappings;
  }

  /** @returns the mapping, which takes some time to change */
  async enable({ id }: Mapping, Enabled: boolean): Promise<Mapping> {
    return read(await this.lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled })));
  }

  async again({ id }: Mapping): Promise<Mapping> {
    return read(await this.lambda.send(new GetEventSourceMappingCommand({ UUID: id })));
  }
}

function read(configuration: EventSourceMappingConfiguration): Mapping {
  const { UUID = '', FunctionArn = '', State = '', LastProcessingResult } = configuration;
  return {
    id: UUID,
    reader: FunctionArn.split(':')[6] ?? '',
    state: State,
    ...(LastProcessingResult && { lastResult: LastProcessingResult }),
  };
}
