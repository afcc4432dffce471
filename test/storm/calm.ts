import type { Sandbox } from '../support/sandbox';
import type { Storm } from './storm';

/** After a storm: each message once, in order, in one chat for each customer, and nothing given up. */
export async function expectCalm(sandbox: Sandbox, storm: Storm): Promise<void> {
  const expected = storm.said().map(([customer, said]) => [customer, [said]]);
  expect(await storm.heard()).toEqual(expected);
  const statuses = (await sandbox.failures()).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 'RECOVERED')).toEqual([]);
}
