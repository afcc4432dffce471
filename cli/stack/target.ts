import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DEFAULT_STACK } from '../command';
import { CliError, lacksCredentials, noCredentials, systemCode } from '../errors';
import { commandLine, type TargetOptions } from './command-line';
import { type Outputs, readOutputs, readQueues, type StackQueue } from './outputs';

/** The services that commands call, as the SDKs' variables for endpoints spell them. */
export type Service =
  | 'CLOUDFORMATION'
  | 'CLOUDWATCH'
  | 'CONNECT'
  | 'CONNECTPARTICIPANT'
  | 'DYNAMODB'
  | 'KMS'
  | 'LAMBDA'
  | 'SECRETS_MANAGER'
  | 'SNS'
  | 'SQS';

/** What a client of the AWS SDK is constructed with. */
export interface ClientConfig {
  region?: string;
  profile?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  endpoint?: string;
  requestHandler: typeof requestHandler;
}

/** Nobody waits for a network that does not answer. Long polls take up to 20 seconds. */
const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};

/** The Connect instance, and where it is. */
export interface Instance {
  arn: string;
  id: string;
  partition: string;
  region: string;
  account: string;
}

/** What a command works on. */
export interface Target {
  outputs: Outputs;
  queues: StackQueue[];
  instance: Instance;
  config(service: Service): ClientConfig;
  /** A command to type next on this target, for example `failures list`. */
  commandLine(...words: string[]): string;
}

/**
 * A stack by its name, in AWS or in a sandbox.
 *
 * @throws CliError where there is no such stack or sandbox, or it is not one of this version
 */
export async function findTarget(options: TargetOptions): Promise<Target> {
  const config = options.sandbox ? sandboxConfig(options.sandbox) : await awsConfig(options);
  const outputs = await describeStack(options, config('CLOUDFORMATION'));
  const read = readOutputs(outputs);
  const instance = readInstance(read.ConnectInstanceArn);
  return {
    outputs: read,
    queues: readQueues(outputs),
    instance,
    config,
    commandLine: (...words) => commandLine(options, words),
  };
}

/** Without a Region of its own, the one of the environment or the profile. */
async function awsConfig({ region, profile }: TargetOptions): Promise<Target['config']> {
  const given = { ...(region && { region }), ...(profile && { profile }), requestHandler };
  const config = { ...given, region: await new CloudFormationClient(given).config.region() };
  return () => config;
}

/** A sandbox answers for every service under its own URL, to anybody, in its one Region. */
function sandboxConfig(url: string): Target['config'] {
  return (service) => ({
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    // A simulator that stands in for one of the sandbox's is named to both in the same way.
    endpoint: process.env[`AWS_ENDPOINT_URL_${service}`] ?? endpointIn(url, service),
    requestHandler,
  });
}

function endpointIn(url: string, service: Service): string {
  return new URL(`/aws/${service.toLowerCase().replace('_', '')}`, url).href;
}

/** @returns the stack's outputs */
async function describeStack(
  options: TargetOptions,
  config: ClientConfig,
): Promise<Record<string, string>> {
  const { stack = DEFAULT_STACK } = options;
  const command = new DescribeStacksCommand({ StackName: stack });
  const { Stacks } = await new CloudFormationClient(config).send(command).catch((error) => {
    throw notFound(error, { ...options, stack }, config);
  });
  return Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
}

function notFound(
  cause: Error,
  { stack, sandbox, profile = process.env.AWS_PROFILE }: TargetOptions,
  { region }: ClientConfig,
): Error {
  if (sandbox && systemCode(cause)) {
    return new CliError(`No sandbox answers at ${sandbox}: start one with npm start.`, { cause });
  }
  if (lacksCredentials(cause)) {
    const where = profile ? `for the profile ${profile}` : 'in the environment';
    return new CliError(noCredentials(cause, where), { cause });
  }
  if (!cause.message.includes('does not exist')) return cause;
  const advice = 'give --stack, --region or --profile';
  return new CliError(`There is no stack ${stack} in ${region}: ${advice}.`, { cause });
}

export function readInstance(arn: string): Instance {
  const [, partition = '', , region = '', account = '', resource = ''] = arn.split(':');
  return { arn, partition, region, account, id: resource.replace('instance/', '') };
}
