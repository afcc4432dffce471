import type { Command } from 'commander';
import { aboveZero, newCommand, seconds } from '../command';
import { doctor } from '../doctor/doctor';
import { interruptionHelp } from '../interruption';
import type { Run } from '../terminal';

export function commands(run: Run): Command[] {
  const command = newCommand('doctor', 'check a deployed stack from outside', [
    'npx chat-ops doctor --stack ConnectMessaging --region us-east-1',
    'npx chat-ops doctor --sandbox http://127.0.0.1:8088 --json',
  ])
    .addOption(
      seconds('--timeout', 'how long a test notification may take', 60).argParser(aboveZero),
    )
    .addOption(seconds('--max-age', 'how long a message may wait in a queue', 300))
    .addHelpText('after', interruptionHelp('removes its test session'))
    .action((options) => doctor(options, run));
  return [command];
}
