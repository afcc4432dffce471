import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { normalised, typed } from '../support/console-transcript';
import { sandbox } from '../support/shared-sandbox';

const run = promisify(execFile);

/** The blocks of a language in a section, as a reader pastes them one after the other. */
function blocks(section: string, language: string): string {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  const [, text = ''] = new RegExp(`## ${section}\\n([^]*?)\\n## `).exec(readme) ?? [];
  const found = text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'));
  return [...found].map(([, block]) => block).join('\n');
}

it('does what the README says', async () => {
  await sandbox.reset();
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', blocks('Try it', 'bash')], {
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

it('prints what the README says about failures', async () => {
  const told = blocks('Failures', 'console');
  expect(told).toContain('chat-ops failures replay');
  const here = await typed(told, { URL: sandbox.url });
  expect(normalised(here)).toEqual(normalised(told));
}, 180_000);
