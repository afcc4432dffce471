import * as fc from 'fast-check';
import type { Sandbox } from '../support/sandbox';
import { known } from './known';
import { play } from './play';
import { brokenPromises } from './promises';
import { type Schedule, schedules } from './steps';

/** Plays one schedule from an empty sandbox; throws what it breaks. */
export async function check(sandbox: Sandbox, schedule: Schedule): Promise<void> {
  await sandbox.reset();
  const played = await play(sandbox, schedule);
  const broken = await brokenPromises(sandbox, played, schedule);
  if (broken.length > 0) throw new Error(broken.join('; '));
}

/**
 * Plays the known schedules, then random ones. What fails is printed with its seed and its schedule: the seed brings the
 * schedule back, not the instants at which the parts of the sandbox run.
 */
export async function checkAll(
  sandbox: Sandbox,
  parameters: Pick<fc.Parameters, 'seed' | 'numRuns' | 'interruptAfterTimeLimit'>,
): Promise<void> {
  process.stdout.write(`Seed ${parameters.seed}, ${parameters.numRuns} runs\n`);
  let played = 0;
  const property = fc.asyncProperty(schedules, async (schedule) => {
    await check(sandbox, schedule);
    played += 1;
  });
  // Not shrunk: a smaller schedule has other instants, and fails or not by chance.
  const examples = known.map((schedule): [Schedule] => [schedule]);
  const numRuns = known.length + (parameters.numRuns ?? 0);
  await fc.assert(property, {
    ...parameters,
    numRuns,
    examples,
    endOnFailure: true,
    verbose: true,
  });
  process.stdout.write(`${played} schedules without a broken promise\n`);
}
