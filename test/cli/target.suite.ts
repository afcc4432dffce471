import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bin } from '../../package.json';
import { chatOps, findingsOf } from '../support/cli';
import { CHECKS } from '../support/doctor';
import { altered, clientConfig } from '../support/sandbox-stack';
import { useServers } from '../support/serve';
import { sandbox } from '../support/shared-sandbox';

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:2';
const root = join(__dirname, '..', '..');

describe('chat-ops', () => {
  it('runs by the name that package.json gives it', async () => {
    const ended = promisify(execFile)(join(root, bin['chat-ops']), ['doctor', '--sandbox', NOBODY]);
    await expect(ended).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `No sandbox answers at ${NOBODY}: start one with npm start.\n`,
    });
  });

  it('lists its commands and exit codes', async () => {
    const { stdout, code } = await chatOps(['--help']);
    expect(stdout).toMatch(/^Usage: chat-ops \[options\] \[command\]$/m);
    const [, listed = ''] = /Commands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
    expect([...listed.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name)).toEqual([
      'doctor',
      'failures',
      'pause',
      'resume',
      'sessions',
      'smoke',
      'help',
    ]);
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done\n {2}1 .*\n {2}2 .*\n\n$/);
    expect(code).toBe(0);
  });

  it.each([
    'doctor',
    'failures list',
    'failures show',
    'failures replay',
    'failures discard',
    'failures watch',
    'sessions show',
    'smoke',
    'pause',
    'resume',
  ])('%s --help begins with examples', async (command) => {
    const { stdout, code } = await chatOps([...command.split(' '), '--help']);
    expect(stdout).toMatch(new RegExp(`^Examples:\n {2}npx chat-ops ${command}[ \\n]`));
    expect(stdout).toContain('Exit codes:');
    expect(code).toBe(0);
  });

  it.each([
    ['doctor', true],
    ['failures list', false],
    ['failures replay', true],
    ['failures discard', true],
    ['failures watch', false],
    ['smoke', true],
    ['pause', false],
  ])('%s --help tells of an exit code 130: %s', async (command, expected) => {
    const { stdout } = await chatOps([...command.split(' '), '--help']);
    expect(/It may be interrupted: .* exits with 130/s.test(stdout)).toBe(expected);
    expect(stdout.includes('130')).toBe(expected);
  });

  it.each([
    ['no queue', ['pause'], "error: missing required argument 'queue'"],
    ['an unknown option', ['doctor', '--jsn'], "error: unknown option '--jsn'"],
    ['a time that is none', ['doctor', '--max-age', 'soon'], 'whole number of seconds'],
    ['no time at all', ['doctor', '--timeout', '0'], 'It must be a whole number above zero.'],
    ['no time for a chat', ['smoke', '--timeout', '0'], 'It must be a whole number above zero.'],
    ['a sandbox that is no URL', ['doctor', '--sandbox', 'here'], 'It must be a URL'],
    ['two targets', ['doctor', '--sandbox', 'http://s', '--stack', 'S'], 'cannot be used with'],
    ['no Region', ['doctor'], 'The Region is missing: give --region or --profile.'],
    [
      'no credentials',
      ['doctor', '--region', 'us-east-1'],
      'No credentials were found in the environment (Could not load credentials from any providers): sign in, or give --profile.',
    ],
    [
      'a profile that is none',
      ['doctor', '--region', 'us-east-1', '--profile', 'nix'],
      'No credentials were found for the profile nix (',
    ],
  ])('refuses %s, and says why', async (_, args, sentence) => {
    const { code, stdout, stderr } = await chatOps(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

it('names the profile of the environment, where it has no credentials', async () => {
  const env = { AWS_PROFILE: 'nix', AWS_REGION: 'us-east-1' };
  const { code, stderr } = await chatOps(['failures', 'list'], { env });
  expect(stderr).toMatch(/^No credentials were found for the profile nix \(/);
  expect(code).toBe(1);
});

describe('a stack, given to chat-ops', () => {
  const serve = useServers();
  const aws = (changes: Record<string, string> = {}) => ({
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    ...Object.fromEntries(
      [
        'CLOUDFORMATION',
        'CLOUDWATCH',
        'DYNAMODB',
        'KMS',
        'LAMBDA',
        'SECRETS_MANAGER',
        'SNS',
        'SQS',
      ].map((service) => [
        `AWS_ENDPOINT_URL_${service}`,
        clientConfig(service.toLowerCase().replace('_', '')).endpoint,
      ]),
    ),
    ...changes,
  });

  it('is found by name, Region and credentials of the environment', async () => {
    const env = aws({ AWS_REGION: 'us-east-1' });
    const { code, findings } = await findingsOf(['doctor'], { env });
    expect(findings).toHaveLength(CHECKS);
    expect(code).toBe(0);
  });

  it.each([
    [[], ''],
    [['--stack', 'ConnectMessaging'], ' --stack ConnectMessaging'],
    [['--region', 'us-east-1'], ' --region us-east-1'],
  ])('is the one of the commands to type next: %j', async (given, printed) => {
    const args = ['failures', 'replay', 'nothing', '--yes', ...given];
    const { findings } = await findingsOf(args, { env: aws({ AWS_REGION: 'us-east-1' }) });
    expect(findings[0]?.todo).toBe(`npx chat-ops failures list${printed}`);
  });

  it('is not found by another name', async () => {
    const args = ['doctor', '--stack', 'Other', '--region', 'eu-central-1'];
    expect(await chatOps(args, { env: aws() })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no stack Other in eu-central-1: give --stack, --region or --profile.\n',
    });
  });

  it('is refused where an older version was deployed', async () => {
    const url = await serve(altered({ outputs: { LedgerTableName: undefined } }));
    const { code, stderr } = await findingsOf(['doctor', '--sandbox', url]);
    expect([code, stderr]).toEqual([
      1,
      'The stack lacks the outputs LedgerTableName: deploy this version of the application first.\n',
    ]);
  });

  it('may have a part elsewhere, which the SDK’s variable names', async () => {
    const env = { AWS_ENDPOINT_URL_KMS: NOBODY };
    const { findings } = await findingsOf(['doctor', '--sandbox', sandbox.url], { env });
    expect(findings.filter(({ status }) => status === 'fail').map(({ check }) => check)).toEqual([
      'streaming topic key',
      'SMS topic key',
    ]);
  });
});
