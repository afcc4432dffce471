import { agentEventRouterRows } from '../asl/agent-event-router.rows';
import { definitionOf, outcome, type Row, type Run, runner } from '../asl/row';
import { sessionLifecycleRows } from '../asl/session-lifecycle.rows';
import { type Mutant, mutantsOf } from './mutants';

describe.each([
  ['session-lifecycle', sessionLifecycleRows],
  ['agent-event-router', agentEventRouterRows],
])('the table of %s', (name, rows) => {
  const definition = definitionOf(name);
  const runs = new Map<Row, Run>();
  beforeAll(async () => {
    const run = runner(definition);
    for (const row of rows) runs.set(row, await run(row));
  });

  /** Whether any row that visits the state runs otherwise than it should. */
  async function differs({ state, definition }: Mutant): Promise<boolean> {
    const run = runner(definition);
    for (const [row, original] of runs) {
      if (!original.path.includes(state)) continue;
      if (traceOf(await run(row)) !== traceOf(original)) return true;
    }
    return false;
  }

  it.each(mutantsOf(definition).map((mutant): [string, Mutant] => [mutant.without, mutant]))(
    'notices a definition without %s',
    async (_, mutant) => expect(await differs(mutant)).toBe(true),
  );
});

/** What shows of a run: a retry that is missing shows in the calls alone. */
function traceOf(run: Run): string {
  return JSON.stringify([outcome(run), run.calls.map(({ state }) => state)]);
}
