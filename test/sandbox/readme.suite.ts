import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { blocks } from '../support/readme';
import { sandbox } from '../support/shared-sandbox';

const run = promisify(execFile);

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
