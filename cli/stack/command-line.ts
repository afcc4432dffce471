import type { CommonOptions } from '../command';

/** What says which stack a command works on. Holds what was given on the command line alone. */
export type TargetOptions = Pick<CommonOptions, 'stack' | 'region' | 'profile' | 'sandbox'>;

const OPTIONS = [
  'sandbox',
  'stack',
  'region',
  'profile',
] as const satisfies (keyof TargetOptions)[];

/** A command of chat-ops on the same target, as it can be pasted into a shell. */
export function commandLine(given: TargetOptions, words: string[]): string {
  const target = OPTIONS.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  return ['npx', 'chat-ops', ...words, ...target].map(quoted).join(' ');
}

/** As a shell takes it for one word (POSIX.1-2017, Shell Command Language, "Quoting"). */
function quoted(word: string): string {
  return /^[\w@+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
