import { Command, InvalidArgumentError, Option } from 'commander';
import { aboveZero, newCommand, seconds } from '../command';
import { discardEntries } from '../failures/discard';
import { withFilters } from '../failures/filters';
import { list } from '../failures/list';
import { replayEntries } from '../failures/replay';
import { show } from '../failures/show';
import { watch } from '../failures/watch';
import { interruptionHelp } from '../interruption';
import type { Run } from '../terminal';

/**
 * Below what starting chats may take (StartChatContact and StartContactStreaming, 5 a second; Amazon
 * Connect administrator guide, "Service quotas"), so that customers who write meanwhile have a share.
 */
const RATE = 4;

export function commands(run: Run): Command[] {
  const failures = new Command('failures').description('what could not be delivered');
  for (const one of [listing, showing, replaying, discarding, watching]) {
    failures.addCommand(one(run));
  }
  return [failures];
}

function listing(run: Run): Command {
  const command = newCommand('list', 'print the failure ledger', [
    'npx chat-ops failures list',
    'npx chat-ops failures list --status FAILED --channel sms --since 24h --json',
  ]);
  const statuses = 'FAILED, OUTCOME_UNKNOWN, RETRYING, REPLAYING';
  return withFilters(command, statuses).action((options) => list(options, run));
}

function showing(run: Run): Command {
  return newCommand('show', 'print one failure: message, attempts, executions, what to do', [
    'npx chat-ops failures show 1dcc2600059f854c48d47c0503286e55',
  ])
    .argument('<id>', 'as the list has it')
    .action((id, options) => show(id, options, run));
}

function replaying(run: Run): Command {
  const command = newCommand('replay', 'put messages back into their queues', [
    'npx chat-ops failures replay 1dcc2600059f854c48d47c0503286e55',
    'npx chat-ops failures replay --error CredentialsRefused --since 24h --dry-run',
    'npx chat-ops failures replay --status FAILED --yes --rate 2',
  ])
    .option(
      '--force',
      'resend OUTCOME_UNKNOWN, too, given by id or --status: it may have been sent already',
      false,
    )
    .addOption(new Option('--rate <n>', 'messages a second').default(RATE).argParser(positive));
  return changing(command, 'FAILED, and REPLAYING that an interruption left').action(
    (ids, options) => replayEntries(ids, options, run),
  );
}

function discarding(run: Run): Command {
  const command = newCommand('discard', 'note that messages need not be delivered', [
    'npx chat-ops failures discard 1dcc2600059f854c48d47c0503286e55',
    'npx chat-ops failures discard --error Unreadable --yes',
  ]);
  const statuses = 'FAILED, OUTCOME_UNKNOWN';
  return changing(command, statuses).action((ids, options) => discardEntries(ids, options, run));
}

function watching(run: Run): Command {
  const command = newCommand('watch', 'print failures as they come, until Ctrl-C', [
    'npx chat-ops failures watch',
    'npx chat-ops failures watch --direction outbound --json',
  ]).addOption(seconds('--interval', 'between two looks', 5));
  return withFilters(command, 'FAILED, OUTCOME_UNKNOWN').action((options) => watch(options, run));
}

/** A command on the entries of ids or filters. */
function changing(command: Command, statuses: string): Command {
  return withFilters(command, statuses)
    .argument('[id...]', 'as the list has them, in place of filters')
    .addOption(new Option('--limit <n>', 'at most so many, the oldest first').argParser(aboveZero))
    .option('--dry-run', 'tell what would be done, and do nothing', false)
    .option('--yes', 'do not ask', false)
    .addHelpText('after', interruptionHelp('ends the message that is under way'));
}

function positive(text: string): number {
  if (Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a number above zero.');
}
