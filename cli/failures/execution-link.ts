import type { Attempt } from '../../domain/ledger';
import { consolePage } from '../../infra/console';
import type { Target } from '../stack/target';

/** The console looks from here on; an attempt is noted when it has ended. */
const LONGEST_EXECUTION_MS = 60_000;

/** Where an execution can be looked at; undefined where there was none. */
export function executionLink(
  { executionArn, at }: Attempt,
  { instance }: Target,
  sandbox?: string,
): string | undefined {
  if (!executionArn) return undefined;
  const name = executionArn.split(':')[7] ?? '';
  if (sandbox) return new URL(`/sandbox/executions/${name}`, sandbox).href;
  const startDate = Date.parse(at) - LONGEST_EXECUTION_MS;
  const page = `/express-executions/details/${executionArn}?startDate=${startDate}`;
  return consolePage(instance, 'states', page);
}
