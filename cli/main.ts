import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import type { CommandFile } from './command';
import { explain } from './errors';
import type { Run, Terminal } from './terminal';

const COMMANDS = join(__dirname, 'commands');

const EXIT_CODES = `
Exit codes:
  0  done
  1  wrong usage or environment
  2  done, and something failed
`;

/** Runs the command that the arguments name. @returns the exit code, see the help */
export async function main(args: string[], terminal: Terminal): Promise<number> {
  const run: Run = { ...terminal, exitCode: 0 };
  try {
    await newProgram(run).parseAsync(args, { from: 'user' });
    return run.exitCode;
  } catch (error) {
    // The help, or what is wrong with the arguments, has been written.
    if (error instanceof CommanderError) return error.exitCode;
    run.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}

function newProgram(run: Run): Command {
  const program = new Command('chat-ops')
    .description('Operates a deployment of Connect messaging.')
    .version(version)
    .addHelpText('afterAll', EXIT_CODES);
  for (const command of commands(run)) program.addCommand(command);
  listen(program, run);
  return program;
}

/** Makes a command, and those below it, write to the terminal of the run and end nothing but themselves. */
function listen(command: Command, run: Run): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => run.stdout.write(text),
    writeErr: (text) => run.stderr.write(text),
  });
  for (const each of command.commands) listen(each, run);
}

/** A file in commands/ is all that a new one takes. */
function commands(run: Run): Command[] {
  const files = readdirSync(COMMANDS).map((file) => require(join(COMMANDS, file)) as CommandFile);
  return files.flatMap((file) => file.commands(run));
}
