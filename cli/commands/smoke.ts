import type { Command } from 'commander';
import { aboveZero, newCommand, seconds } from '../command';
import { interruptionHelp } from '../interruption';
import { smoke } from '../smoke/smoke';
import type { Run } from '../terminal';

export function commands(run: Run): Command[] {
  const command = newCommand('smoke', 'hold a test conversation with the Connect instance', [
    'npx chat-ops smoke --stack ConnectMessaging --yes',
    'npx chat-ops smoke --throttle',
  ])
    .option('--yes', 'do not ask', false)
    .option('--throttle', 'provoke throttles, which customers may feel for a moment', false)
    .addOption(seconds('--timeout', 'how long what is streamed may take', 60).argParser(aboveZero))
    .addHelpText('after', AFTER)
    .action((options) => smoke(options, run));
  return [command];
}

const AFTER = `
What the documentation of Amazon Connect leaves open is told as pass where the application relies
on it and it holds, as fail where it does not hold, and as note where both would do.
${interruptionHelp('removes what it made')}`;
