import { agentEventRouterRows } from './agent-event-router.rows';
import { coverageOf } from './coverage';
import { mutantsOf } from './mutants';
import { definitionOf, expected, outcome, type Row, runner } from './row';
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

  it.each(
    mutantsOf(definition).map(({ without, definition: mutant }) => [without, mutant] as const),
  )('would not go unnoticed without %s', async (_, mutant) => {
    expect(await differs(runner(mutant), rows)).toBe(true);
  });
});

/** Whether any row ends otherwise than it should. */
async function differs(run: ReturnType<typeof runner>, rows: Row[]): Promise<boolean> {
  for (const row of rows) {
    const actual = outcome(await run(row));
    if (JSON.stringify(actual) !== JSON.stringify(expected(row))) return true;
  }
  return false;
}
