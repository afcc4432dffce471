import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sandbox } from '../support/shared-sandbox';

const run = promisify(execFile);

/** The commands of "Try it", as a reader pastes them one after the other. */
function transcript(): string {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  const [, section = ''] = /## Try it\n([\s\S]*?)\n## /.exec(readme) ?? [];
  return [...section.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');
}

it('does what the README says', async () => {
  await sandbox.reset();
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', transcript()], {
    env: { ...process.env, URL: sandbox.url },
  });
  expect(stdout).toMatch(/^{"reset":true}EVENT_RECEIVED/);
  expect(await sandbox.receivedBy('2468013579')).toEqual([
    'Welcome. An agent will be with you shortly.',
    'It left this morning.',
  ]);
  expect(await sandbox.saidBy('+14255550182')).toEqual([['And mine?'], ['One more thing']]);
  const chats = (await sandbox.contacts()).map(({ channel, status }) => `${channel} ${status}`);
  expect(chats).toEqual(['facebook WITH_AGENT', 'sms ENDED', 'sms QUEUED']);
});
