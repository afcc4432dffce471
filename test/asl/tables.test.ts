import { agentEventRouterRows } from './agent-event-router.rows';
import { coverageOf } from './coverage';
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

  const runs = new Map<Row, Run>();
  beforeAll(async () => {
    for (const row of rows) runs.set(row, await run(row));
  });

  it('visits every state and every transition', () => {
    const { states, transitions, missed } = coverageOf(definition, [...runs.values()]);
    const all = states + transitions;
    process.stdout.write(
      `${name}: ${rows.length} rows, ${states} states and ${transitions} transitions, ` +
        `${((100 * (all - missed.length)) / all).toFixed(1)} % visited\n`,
    );
    expect(missed).toEqual([]);
  });
});
