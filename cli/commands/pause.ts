import type { Command } from 'commander';
import { newCommand, seconds } from '../command';
import { switchReading } from '../pause/switch-reading';
import type { Run } from '../terminal';

const QUEUES = 'inbound, outbound, sms-notifications, agent-events, or <queue>-dead-letters';

export function commands(run: Run): Command[] {
  return [
    reading('pause', 'stop the reading of queues, which keep their messages', false, run),
    reading('resume', 'start the reading of queues again', true, run),
  ];
}

function reading(name: string, description: string, enabled: boolean, run: Run): Command {
  return newCommand(name, description, [
    `npx chat-ops ${name} inbound`,
    `npx chat-ops ${name} outbound agent-events --region us-east-1`,
  ])
    .argument('<queue...>', QUEUES)
    .addOption(seconds('--timeout', 'how long Lambda may take', 180))
    .action((queues, options) => switchReading(queues, enabled, options, run));
}
