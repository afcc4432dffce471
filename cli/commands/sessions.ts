import { Command } from 'commander';
import { newCommand } from '../command';
import { showSessions } from '../sessions/show';
import type { Run } from '../terminal';

export function commands(run: Run): Command[] {
  const show = newCommand('show', 'print the sessions of a customer, without their tokens', [
    'npx chat-ops sessions show +14255550182',
    'npx chat-ops sessions show 2468013579 --channel facebook --business 1234567890',
  ])
    .argument('<customer>', 'number or page-scoped id')
    .option('--channel <channel>', 'for example sms or facebook')
    .option('--business <id>', 'the number or the page that the customer writes to')
    .action((customer, options) => showSessions(customer, options, run));
  const sessions = new Command('sessions').description('the chats that customers have');
  return [sessions.addCommand(show)];
}
