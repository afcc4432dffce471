import { agentEventRouterRows } from './agent-event-router.rows';
import { coverageOf } from './coverage';
import { mutantsOf } from './mutants';
import { definitionOf, expected, outcome, type Row, type Run, runner } from './row';
import { sessionLifecycleRows } from './session-lifecycle.rows';

describe.each([
  ['session-lifecycle', sessionLifecycleRows],
  ['agent-event-router', agentEventRouterRows],
])('%s', (name, rows) => {
  const definition = definitionOf(name);
  const run = runner(definition);

  it.each(rows.map((row): [string, Row] => [row.when, row]))('when %s', async (_, row) => {
    expect(outcome(await run(row))).toEqual(expected(row));
  });

  it('visits every state and every transition', async () => {
    const runs = [];
    for (const row of rows) runs.push(await run(row));
    const { states, transitions, missed } = coverageOf(definition, runs);
    const all = states + transitions;
    process.stdout.write(
      `${name}: ${rows.length} rows, ${states} states and ${transitions} transitions, ` +
        `${((100 * (all - missed.length)) / all).toFixed(1)} % visited\n`,
    );
    expect(missed).toEqual([]);
  });

  const traces = new Map<Row, string>();
  beforeAll(async () => {
    for (const row of rows) traces.set(row, traceOf(await run(row)));
  });

  /** Whether any row runs otherwise than it should. */
  async function differs(mutant: typeof run): Promise<boolean> {
    for (const row of rows) if (traceOf(await mutant(row)) !== traces.get(row)) return true;
    return false;
  }

  it.each(
    mutantsOf(definition).map(({ without, definition: mutant }) => [without, mutant] as const),
  )('would not go unnoticed without %s', async (_, mutant) => {
    expect(await differs(runner(mutant))).toBe(true);
  });
});

/** What shows of a run: a retry that is missing shows in the calls alone. */
function traceOf(run: Run): string {
  return JSON.stringify([outcome(run), run.calls.map(({ state }) => state)]);
}
