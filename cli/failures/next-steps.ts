import { discardRefusal, replayRefusal } from '../../domain/failures/refusals';
import type { LedgerEntry } from '../../domain/ledger';
import type { Target } from '../stack/target';

/** A command to type, or what to wait for; of several, when each is right. */
export type Step = [step: string, when?: string];

/** What to do about an entry, on the same target. */
export function nextSteps(entry: LedgerEntry, target: Target): Step[] {
  const command = (verb: string, ...options: string[]) =>
    target.commandLine('failures', verb, entry.id, ...options);
  if (!replayRefusal(entry, false)) return [[command('replay')]];
  if (!replayRefusal(entry, true)) {
    return [
      [command('replay', '--force'), 'if it did not arrive:'],
      [command('discard'), 'if it arrived:'],
    ];
  }
  if (!discardRefusal(entry)) return [[command('discard')]];
  return [[replayRefusal(entry, false) ?? '']];
}
