import type { Terminal } from './terminal';

/** As shells report a program that ended on SIGINT. */
export const INTERRUPTED = 130;

/**
 * A signal for what may be interrupted.
 *
 * @param reaction what is still done, told to whoever interrupts
 */
export function untilInterrupted(
  { stderr, onInterrupt }: Terminal,
  reaction?: string,
): AbortSignal {
  const interruption = new AbortController();
  onInterrupt(() => {
    if (reaction) stderr.write(`Interrupted: ${reaction}.\n`);
    interruption.abort();
  });
  return interruption.signal;
}

/** For the help of a command that does something before it ends. */
export function interruptionHelp(reaction: string): string {
  return `\nIt may be interrupted: it then ${reaction}, and exits with ${INTERRUPTED}.`;
}
