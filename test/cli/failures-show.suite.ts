import { chatOps } from '../support/cli';
import { failure } from '../support/failure-entries';
import { enter, failures, metaRefuses, theFailure } from '../support/failures';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const run = (...args: string[]) => chatOps([...args, '--sandbox', sandbox.url]);

/** Meta refuses the welcome of the flow. */
async function fail(): Promise<string> {
  await metaRefuses();
  await sandbox.messenger(ANA, 'hello');
  await sandbox.settled();
  return theFailure();
}

describe('chat-ops failures, for people', () => {
  resetBeforeEach();

  it('lists them in lines that fit a terminal, and says what to type next', async () => {
    const id = await fail();
    const { stdout, stderr, code } = await run('failures', 'list');
    const [heads = '', line = '', ...rest] = stdout.split('\n');
    expect(heads).toMatch(/^ID +STATUS +LAST FAILED +CUSTOMER +ERROR$/);
    expect(line).toMatch(
      new RegExp(`^${id} {2}FAILED {2}\\d\\d-\\d\\d \\d\\d:\\d\\dZ {2}to ${ANA} `),
    );
    expect(line.length).toBeLessThanOrEqual(100);
    expect(rest).toEqual(['']);
    expect(stderr).toBe(
      `1 FAILED. Next: npx chat-ops failures show ${id} --sandbox ${sandbox.url}\n`,
    );
    expect(code).toBe(0);
  });

  it('shows message, attempts, executions and what to type next', async () => {
    const id = await fail();
    const { stdout, code } = await run('failures', 'show', id);
    expect(stdout).toContain('"content": "Welcome. An agent will be with you shortly."');
    expect(stdout).toMatch(/^attempt {3}1, .*: Refused$/m);
    const [link = ''] = /http:.*\/sandbox\/executions\/.*/.exec(stdout) ?? [];
    expect(await (await fetch(link)).json()).toMatchObject({ name: `agent-${id}-1` });
    expect(stdout).toContain(
      `next      npx chat-ops failures replay ${id} --sandbox ${sandbox.url}\n`,
    );
    expect(code).toBe(0);
  });

  it('shows the same to scripts', async () => {
    const id = await fail();
    expect((await failures(['show', id])).lines).toMatchObject([
      {
        id,
        status: 'FAILED',
        attempts: [{ error: 'Refused', console: expect.stringContaining(`agent-${id}-1`) }],
        next: [`npx chat-ops failures replay ${id} --sandbox ${sandbox.url}`],
      },
    ]);
  });

  it('shows both commands of which one is right, where nobody knows whether it arrived', async () => {
    const { id } = failure();
    await enter(failure({ status: 'OUTCOME_UNKNOWN' }));
    const replay = `npx chat-ops failures replay ${id} --force --sandbox ${sandbox.url}`;
    const discard = `npx chat-ops failures discard ${id} --sandbox ${sandbox.url}`;
    const { stdout } = await run('failures', 'show', id);
    const lines = stdout.split('\n').map((line) => line.slice(10));
    expect(lines.slice(-5)).toEqual([
      'if it did not arrive:',
      replay,
      'if it arrived:',
      discard,
      '',
    ]);
    expect((await failures(['show', id])).lines).toMatchObject([{ next: [replay, discard] }]);
  });

  it('prints commands that can be typed as they stand', async () => {
    const id = await fail();
    const [, next = ''] =
      /Next: npx chat-ops (.*)\n/.exec((await run('failures', 'list')).stderr) ?? [];
    const { code, stdout } = await chatOps(next.split(' '));
    expect([code, stdout.split('\n')[0]]).toEqual([0, `id        ${id}`]);
  });

  it('shows why a message waits that was never tried', async () => {
    const wait = { error: 'ChatQuotaFull', cause: 'LimitExceededException' };
    await enter(failure({ ...wait, status: 'RETRYING', attempts: [], attemptCount: 0 }));
    const { stdout } = await run('failures', 'show', failure().id);
    const last = `last      ${failure().lastFailedAt}: ChatQuotaFull`;
    expect(stdout).toContain(`\n\n${last}\n          LimitExceededException\n\nnext `);
  });

  it('goes on watching after an error that passes, and tells it once', async () => {
    const throttle = { api: 'dynamodb:Query', mode: 'throttle', times: 3 };
    const refusal = { api: 'graph:SendMessage', mode: 'error', error: 100, status: 400 };
    await sandbox.faults(throttle, refusal);
    const args = [
      'failures',
      'watch',
      '--since',
      '1h',
      '--interval',
      '0',
      '--sandbox',
      sandbox.url,
    ];
    const watching = chatOps(args, { env: { AWS_MAX_ATTEMPTS: '1' }, interruptAt: 'Refused' });
    await sandbox.messenger(ANA, 'hello');
    const { code, stderr } = await watching;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Watching for .*\n\w*Thr.*: .* Still watching\.\n$/);
  });

  it('ends watching at an error that stays', async () => {
    const error = { error: 'AccessDeniedException', status: 400 };
    await sandbox.faults({ api: 'dynamodb:Query', mode: 'error', ...error });
    const { code, stdout, stderr } = await failures(['watch', '--interval', '0']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Watching for .*\nAccessDeniedException: .*\n$/);
  });

  it('prints each failure as it comes, once, until it is interrupted', async () => {
    const watching = failures(['watch', '--since', '1h', '--interval', '0'], '}\n');
    const id = await fail();
    const { code, lines, stderr } = await watching;
    expect([code, lines.map((line) => line.id)]).toEqual([0, [id]]);
    expect(stderr).toBe('Watching for failures; Ctrl-C ends it.\n');
  });
});

describe('the failures of the sandbox', () => {
  resetBeforeEach();

  const post = async (path: string, body: object = {}) => {
    const response = await fetch(`${sandbox.url}/sandbox/failures/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  it('are replayed', async () => {
    const id = await fail();
    await sandbox.faults();
    expect(await post(`${id}/replay`)).toMatchObject({ status: 202, body: { id, replays: 1 } });
    await sandbox.settled();
    expect(await sandbox.get(`/sandbox/failures/${id}`)).toMatchObject({ status: 'REPLAYED' });
    expect(await sandbox.receivedBy(ANA)).toHaveLength(1);
  });

  it('are discarded, after which there is nothing left to do', async () => {
    const id = await fail();
    expect(await post(`${id}/discard`)).toMatchObject({
      status: 200,
      body: { status: 'DISCARDED' },
    });
    const refusal = { error: 'NotAllowed', message: 'It was discarded.' };
    expect(await post(`${id}/replay`)).toEqual({ status: 409, body: refusal });
    expect(await post(`${id}/discard`)).toEqual({ status: 409, body: refusal });
  });

  it('are resent where nobody knows only with force', async () => {
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'lose-answer', times: 1 });
    await sandbox.messenger(ANA, 'hello');
    await sandbox.settled();
    const id = await theFailure();
    expect(await post(`${id}/replay`)).toMatchObject({ status: 409 });
    expect(await post(`${id}/replay`, { force: 'yes' })).toMatchObject({ status: 400 });
    expect(await post(`${id}/replay`, { force: true })).toMatchObject({ status: 202 });
    await sandbox.settled();
    expect(await sandbox.receivedBy(ANA)).toHaveLength(2);
  });

  it.each(['replay', 'discard'])('cannot be found to %s where there are none', async (what) => {
    expect(await post(`nothing/${what}`)).toMatchObject({
      status: 404,
      body: { error: 'NotFound' },
    });
  });
});

describe('chat-ops sessions show', () => {
  beforeAll(async () => {
    await sandbox.reset();
    await sandbox.messenger(ANA, 'hello');
    await sandbox.settled();
  });

  it.each([
    ['by the customer alone', []],
    ['by the channel', ['--channel', 'facebook']],
    ['by their key', ['--channel', 'facebook', '--business', '1234567890']],
  ])('finds a session %s, and shows no token', async (_, filters) => {
    const { code, stdout } = await run('sessions', 'show', ANA, ...filters, '--json');
    const [contact] = await sandbox.contacts();
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'facebook',
      businessId: '1234567890',
      vendorId: ANA,
      status: 'OPEN',
      contactId: contact?.contactId,
      expired: false,
    });
    expect(stdout).not.toMatch(/token/i);
    expect(code).toBe(0);
  });

  it('is a sheet for people', async () => {
    const { stdout } = await run('sessions', 'show', ANA);
    expect(stdout).toMatch(/^channel +facebook\nbusinessId +1234567890\nvendorId +2468013579\n/);
    expect(stdout).not.toMatch(/token/i);
  });

  it.each([
    ['nobody', []],
    [ANA, ['--channel', 'sms']],
    [ANA, ['--channel', 'facebook', '--business', 'other']],
  ])('exits with 2 where %s %j has none', async (customer, filters) => {
    const { code, stdout, stderr } = await run('sessions', 'show', customer, ...filters);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('This customer has no session');
  });
});
