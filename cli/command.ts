import { Command, InvalidArgumentError, Option } from 'commander';
import type { Run } from './terminal';

export const DEFAULT_STACK = 'ConnectMessaging';

/** What every command is told. */
export interface CommonOptions {
  /** DEFAULT_STACK unless given. */
  stack?: string;
  region?: string;
  profile?: string;
  /** URL of a sandbox, in place of a stack. */
  sandbox?: string;
  json: boolean;
}

/** What a file in commands/ exports. */
export interface CommandFile {
  commands(run: Run): Command[];
}

/** A command on a stack, whose help begins with examples. */
export function newCommand(name: string, description: string, examples: string[]): Command {
  return new Command(name)
    .description(description)
    .addHelpText('before', `Examples:\n${examples.map((line) => `  ${line}`).join('\n')}\n`)
    .option('--stack <name>', `the deployed stack (default: ${DEFAULT_STACK})`)
    .option('--region <region>', 'its Region (default: of the environment or the profile)')
    .option('--profile <name>', 'profile with the AWS credentials')
    .addOption(
      new Option('--sandbox <url>', 'a sandbox in place of a stack')
        .argParser(httpUrl)
        .conflicts(['stack', 'region', 'profile']),
    )
    .option('--json', 'one JSON object a line', false);
}

/** An option for a whole number of seconds. */
export function seconds(flag: string, description: string, fallback: number): Option {
  return new Option(`${flag} <seconds>`, description).default(fallback).argParser((text) => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new InvalidArgumentError('It must be a whole number of seconds.');
  });
}

/** A whole number, one at least. */
export function aboveZero(text: string): number {
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a whole number above zero.');
}

function httpUrl(text: string): string {
  if (/^https?:/.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must be a URL, for example http://127.0.0.1:8088.');
}
