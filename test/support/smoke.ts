import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { type Finding, findingsOf } from './cli';
import { clients } from './sandbox-stack';
import { sandbox } from './shared-sandbox';

export const smoke = (...args: string[]) =>
  findingsOf(['smoke', '--sandbox', sandbox.url, '--yes', '--timeout', '20', ...args]);
export const find = (findings: Finding[], check: string) =>
  findings.find((one) => one.check === check);
export const failed = (findings: Finding[]) =>
  findings.filter(({ status }) => status === 'fail').map(({ check }) => check);

/** Every chat has ended, and nothing is left that was not there before. */
export async function expectNothingLeft(): Promise<void> {
  const statuses = (await sandbox.contacts()).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 'ENDED')).toEqual([]);
  const { Topics } = await clients().sns.send(new ListTopicsCommand({}));
  expect(Topics).toHaveLength(2);
  const { QueueUrls } = await clients().sqs.send(new ListQueuesCommand({}));
  expect(QueueUrls).toHaveLength(8);
}
