import { setTimeout as sleep } from 'node:timers/promises';
import { Failed, RESTORE, runChecks } from '../checks';
import type { CommonOptions } from '../command';
import { CliError } from '../errors';
import { Report } from '../report';
import { type Mapping, Mappings } from '../stack/mappings';
import type { StackQueue } from '../stack/outputs';
import { findTarget, type Target } from '../stack/target';
import type { Run } from '../terminal';

export interface PauseOptions extends CommonOptions {
  /** Seconds within which Lambda must have done it. */
  timeout: number;
}

const LOOK_EVERY_MS = 500;

/** Stops (`enabled` false) or starts the reading of queues, and waits until Lambda has done so. */
export async function switchReading(
  names: string[],
  enabled: boolean,
  options: PauseOptions,
  run: Run,
): Promise<void> {
  const target = await findTarget(options);
  const queues = names.map((name) => findQueue(name, target));
  const report = new Report(options.json, run);
  const mappings = new Mappings(target);
  const checks = queues.map((queue) => ({
    name: queue.name,
    run: () => switchQueue(mappings, queue, enabled, options.timeout),
  }));
  await runChecks(checks, report);
  report.close();
}

function findQueue(name: string, { queues }: Target): StackQueue {
  const found = queues.find((queue) => queue.name === name);
  if (found) return found;
  const names = queues.map((queue) => queue.name).join(', ');
  throw new CliError(`There is no queue ${name} here: give one or more of ${names}.`);
}

async function switchQueue(
  mappings: Mappings,
  queue: StackQueue,
  enabled: boolean,
  timeoutSeconds: number,
): Promise<string> {
  const found = await mappings.of(queue);
  if (found.length === 0) throw new Failed('no function reads it', RESTORE);
  const wanted = enabled ? 'Enabled' : 'Disabled';
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (const mapping of found) {
    if (mapping.state === wanted) continue;
    await reach(mappings, await mappings.enable(mapping, enabled), wanted, deadline);
  }
  return `${wanted}: ${found.map(({ reader }) => reader).join(', ')}`;
}

async function reach(
  mappings: Mappings,
  mapping: Mapping,
  wanted: string,
  deadline: number,
): Promise<void> {
  for (let now = mapping; now.state !== wanted; now = await mappings.again(mapping)) {
    if (Date.now() >= deadline) {
      throw new Failed(`still ${now.state}`, 'Look at the event source mapping in the console.');
    }
    await sleep(LOOK_EVERY_MS);
  }
}
