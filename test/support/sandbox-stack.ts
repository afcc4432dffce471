import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import {
  ListSubscriptionsByTopicCommand,
  SNSClient,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Answering, bodyOf } from './serve';
import { sandbox } from './shared-sandbox';

/** What a client of one of the sandbox's services is constructed with. */
export function clientConfig(service: string) {
  return {
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    endpoint: `${sandbox.url}/aws/${service}`,
  };
}

/** Clients for what the sandbox's stack consists of. */
export function clients() {
  return {
    lambda: new LambdaClient(clientConfig('lambda')),
    sns: new SNSClient(clientConfig('sns')),
    sqs: new SQSClient({ ...clientConfig('sqs'), useQueueUrlAsEndpoint: false }),
  };
}

export async function outputs(): Promise<Record<string, string>> {
  const client = new CloudFormationClient(clientConfig('cloudformation'));
  const command = new DescribeStacksCommand({ StackName: 'ConnectMessaging' });
  const { Outputs = [] } = (await client.send(command)).Stacks?.[0] ?? {};
  return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/** Stops the reading of a queue, given by its name at AWS. */
export async function disable(queue: string): Promise<void> {
  const { lambda } = clients();
  const EventSourceArn = `arn:aws:sqs:us-east-1:000000000000:${queue}`;
  const { EventSourceMappings } = await lambda.send(
    new ListEventSourceMappingsCommand({ EventSourceArn }),
  );
  const { UUID } = EventSourceMappings?.[0] ?? {};
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  const state = async () => (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State;
  while ((await state()) !== 'Disabled') await sleep(50);
}

/** What is published to the streaming topic goes nowhere from now on. */
export async function unsubscribe(): Promise<void> {
  const { sns } = clients();
  const TopicArn = (await outputs()).StreamingTopicArn;
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const { SubscriptionArn } = Subscriptions?.[0] ?? {};
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
}

export interface Changes {
  /** Undefined takes one away. */
  outputs?: Record<string, string | undefined>;
  /** What a service answers instead, in JSON. */
  services?: Record<string, Answering>;
}

/** The shared sandbox, as seen through a listener that changes some of its answers. */
export function altered({ outputs: changed = {}, services = {} }: Changes): RequestListener {
  return async (request, response) => {
    const body = await bodyOf(request);
    const [, , service = ''] = (request.url ?? '').split('/');
    const answering = services[service];
    if (answering) {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(await answering(body, request)));
    }
    const { method, headers, url } = request;
    const { host: _, connection: __, 'content-length': ___, ...rest } = headers;
    const init = { method, headers: rest as Record<string, string>, ...(body && { body }) };
    const answer = await fetch(sandbox.url + url, init);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    return response.end(withOutputs(await answer.text(), changed));
  };
}

function withOutputs(description: string, changed: Record<string, string | undefined>): string {
  return Object.entries(changed).reduce((text, [key, value]) => {
    const output = (inside: string) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${inside}</OutputValue></member>`;
    return text.replace(new RegExp(output('[^<]*')), value === undefined ? '' : output(value));
  }, description);
}
