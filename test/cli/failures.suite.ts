import { chatOps } from '../support/cli';
import { inboundMessage } from '../support/customers';
import { failure } from '../support/failure-entries';
import { die, enter, failures, metaRefuses, theFailure } from '../support/failures';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const ANA_BY_SMS = '+14255550182';
const FAST = ['--yes', '--rate', '1000'];
const WELCOME = 'Welcome. An agent will be with you shortly.';

/** Ana has a chat, and nothing in it failed. */
async function chat(): Promise<string> {
  await sandbox.messenger(ANA, 'hello');
  await sandbox.settled();
  return (await sandbox.contacts())[0]?.contactId ?? '';
}

const replay = async (...args: string[]) => {
  const ended = await failures(['replay', ...args, ...FAST]);
  await sandbox.settled();
  return ended;
};
const statuses = async () => (await sandbox.failures()).map(({ status }) => status);

describe('chat-ops failures', () => {
  resetBeforeEach();

  it('lists nothing where nothing failed', async () => {
    expect(await failures(['list'])).toMatchObject({ code: 0, stdout: '' });
    const { stdout, stderr } = await chatOps(['failures', 'list', '--sandbox', sandbox.url]);
    expect([stdout, stderr]).toEqual(['', 'no failures.\n']);
  });

  it.each([
    ['--error', 'Refusd'],
    ['--channel', 'whatsapp'],
    ['--status', 'REPLAYED'],
  ])('says that nothing matches %s %s, where others failed', async (filter, value) => {
    await enter(failure());
    const { code, lines, stderr } = await failures(['list', filter, value]);
    expect([code, lines, stderr]).toEqual([0, [], 'no failures that match.\n']);
  });

  it('brings what Meta refused to the customer, once', async () => {
    const contact = await chat();
    await metaRefuses();
    await sandbox.agentSays(contact, 'It left this morning.');
    await sandbox.settled();
    const id = await theFailure();
    await sandbox.faults();
    const { code, lines } = await replay(id);
    expect([code, lines]).toEqual([
      0,
      [{ check: id, status: 'pass', why: 'in the outbound queue, replay 1' }],
    ]);
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME, 'It left this morning.']);
    expect(await sandbox.failures()).toMatchObject([{ id, status: 'REPLAYED', replays: 1 }]);
    const names = (await sandbox.executions()).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual([`agent-${id}-r1-1`, `agent-${id}-1`]);
  });

  it('fails once more where nothing was put right, and then goes through', async () => {
    const contact = await chat();
    await metaRefuses();
    await sandbox.agentSays(contact, 'It left this morning.');
    await sandbox.settled();
    const id = await theFailure();
    await replay(id);
    expect(await sandbox.failures()).toMatchObject([
      { status: 'FAILED', replays: 1, attempts: [{ error: 'Refused' }, { error: 'Refused' }] },
    ]);
    await sandbox.faults();
    await replay(id);
    expect(await sandbox.failures()).toMatchObject([{ status: 'REPLAYED', replays: 2 }]);
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME, 'It left this morning.']);
  });

  it('resends what may have been sent only where it is told to', async () => {
    const contact = await chat();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'lose-answer', times: 1 });
    await sandbox.agentSays(contact, 'It left this morning.');
    await sandbox.settled();
    const id = await theFailure();
    const refused = await replay(id);
    expect(refused).toMatchObject({
      code: 2,
      lines: [
        {
          check: id,
          status: 'fail',
          why: expect.stringContaining('then give --force'),
          todo: `npx chat-ops failures show ${id} --sandbox ${sandbox.url}`,
        },
      ],
    });
    expect(await statuses()).toEqual(['OUTCOME_UNKNOWN']);
    expect(await replay(id, '--force')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual(['REPLAYED']);
    const said = 'It left this morning.';
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME, said, said]);
  });

  it.each([
    [
      ['--channel', 'facebook'],
      ['FAILED', 'stranded'],
    ],
    [
      ['--channel', 'facebook', '--force'],
      ['FAILED', 'stranded'],
    ],
    [
      ['--status', 'FAILED', '--force'],
      ['FAILED', 'stranded'],
    ],
    [['--status', 'OUTCOME_UNKNOWN', '--force'], ['OUTCOME_UNKNOWN']],
    [
      ['--status', 'FAILED,OUTCOME_UNKNOWN', '--force'],
      ['FAILED', 'OUTCOME_UNKNOWN', 'stranded'],
    ],
  ])('replay %j takes %j', async (filters, taken) => {
    const none = { attempts: [], attemptCount: 0, waitCount: 0 };
    await enter(failure({ id: 'FAILED' }));
    await enter(failure({ id: 'OUTCOME_UNKNOWN', status: 'OUTCOME_UNKNOWN' }));
    await enter(failure({ id: 'stranded', status: 'REPLAYING', ...none }));
    const queued = { queuedAt: new Date().toISOString() };
    await enter(failure({ id: 'REPLAYING', status: 'REPLAYING', ...none, ...queued }));
    const { lines } = await failures(['replay', ...filters, '--dry-run']);
    expect(lines.map(({ check }) => String(check)).sort()).toEqual(taken);
    expect(lines.map(({ status }) => status)).toEqual(taken.map(() => 'note'));
  });

  it('does not double what did reach the agent', async () => {
    await chat();
    await sandbox.faults({ api: 'states:StartSyncExecution', mode: 'lose-answer', times: 5 });
    await sandbox.messenger(ANA, 'are you there?');
    await sandbox.settled();
    expect(await statuses()).toEqual(['OUTCOME_UNKNOWN']);
    await replay(await theFailure(), '--force');
    expect(await statuses()).toEqual(['REPLAYED']);
    expect(await sandbox.saidBy(ANA)).toEqual([['hello', 'are you there?']]);
  });

  it('gives what was too old a day of its own', async () => {
    await enter(failure({ error: 'TooOld' }));
    expect(await replay('--error', 'TooOld')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual(['REPLAYED']);
    expect(await sandbox.saidBy(inboundMessage().vendorId)).toEqual([['Is my parcel on its way?']]);
  });

  it('brings what died without a word to the agent', async () => {
    await die('Inbound', inboundMessage());
    await sandbox.settled();
    const { lines } = await failures(['list']);
    expect(lines).toMatchObject([{ status: 'FAILED', error: 'DeadLetter' }]);
    await replay('--status', 'FAILED');
    expect(await statuses()).toEqual(['REPLAYED']);
    expect(await sandbox.saidBy(inboundMessage().vendorId)).toEqual([['Is my parcel on its way?']]);
  });

  it('brings what every function died of to the agent', async () => {
    const dies = { api: 'dynamodb:GetItem', by: 'dispatch-inbound', mode: 'crash' };
    const start = { api: 'states:StartSyncExecution', by: 'dispatch-inbound', mode: 'crash' };
    await sandbox.faults({ ...dies, times: 1 }, { ...start, times: 4 });
    await sandbox.sms(ANA_BY_SMS, 'hello');
    await sandbox.settled();
    expect((await failures(['list'])).lines).toMatchObject([{ error: 'NoOutcome' }]);
    await replay(await theFailure());
    expect(await statuses()).toEqual(['REPLAYED']);
    expect(await sandbox.saidBy(ANA_BY_SMS)).toEqual([['hello']]);
  });

  it('has nothing to do after an outage of the ledger, however long: nothing was given up', async () => {
    const error = { error: 'AccessDeniedException', status: 400 };
    const reads = { api: 'dynamodb:GetItem', by: 'dispatch-inbound', mode: 'error', ...error };
    const writes = { ...reads, api: 'dynamodb:UpdateItem' };
    await sandbox.faults({ ...reads, times: 7 }, { ...writes, times: 7 });
    await sandbox.sms(ANA_BY_SMS, 'hello');
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA_BY_SMS)).toEqual([['hello']]);
    expect(await statuses()).toEqual(['RECOVERED']);
    expect((await sandbox.executions('?machine=session-lifecycle')).length).toBe(1);
  });

  it('refuses to replay what nobody can read, and discards it', async () => {
    await fetch(`${sandbox.url}/sandbox/sms`, { method: 'POST', body: 'STOP' });
    await sandbox.settled();
    const id = await theFailure();
    expect(await replay(id)).toMatchObject({
      code: 2,
      lines: [{ why: expect.stringContaining('It cannot be read as a message') }],
    });
    const { code, lines } = await failures(['discard', id, '--yes']);
    expect([code, lines]).toEqual([0, [{ check: id, status: 'pass', why: 'discarded' }]]);
    expect(await statuses()).toEqual(['DISCARDED']);
    expect((await failures(['list'])).stdout).toBe('');
  });

  it('shows what recovered on its own when it is asked to', async () => {
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'error', times: 9 });
    await sandbox.sms(ANA_BY_SMS, 'hello');
    await sandbox.settled();
    expect((await failures(['list'])).lines).toEqual([]);
    const { lines } = await failures(['list', '--status', 'RECOVERED,DISCARDED']);
    expect(lines).toMatchObject([{ status: 'RECOVERED', vendorId: ANA_BY_SMS }]);
    const refused = await replay(String(lines[0]?.id));
    expect(refused.lines).toMatchObject([
      { why: 'It was delivered by a later attempt of its own.' },
    ]);
  });
});

describe('chat-ops failures, about something in flight', () => {
  resetBeforeEach();

  const pause = (command: 'pause' | 'resume') =>
    chatOps([command, 'outbound', '--sandbox', sandbox.url]);

  it('says so, and leaves it alone', async () => {
    const contact = await chat();
    await metaRefuses({ times: 1 });
    await sandbox.agentSays(contact, 'It left this morning.');
    await sandbox.settled();
    const id = await theFailure();
    await pause('pause');
    await failures(['replay', id, ...FAST]);
    const twice = await failures(['replay', id, ...FAST]);
    expect(await failures(['replay', id, '--dry-run'])).toEqual(twice);
    const discarded = await failures(['discard', id, '--yes']);
    expect([twice.code, twice.lines[0]?.why, discarded.code, discarded.lines[0]?.why]).toEqual([
      2,
      'It is being replayed already: wait for the outcome.',
      2,
      'It is being replayed: wait for the outcome.',
    ]);
    await pause('resume');
    await sandbox.settled();
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME, 'It left this morning.']);
    expect((await replay(id)).lines).toMatchObject([
      { status: 'fail', why: 'A replay has delivered it already.' },
    ]);
  });
});

describe('chat-ops failures replay, of many', () => {
  resetBeforeEach();

  const SAID = ['one', 'two', 'three'];
  const said = () => sandbox.receivedBy(ANA).then(([, ...texts]) => texts);

  beforeEach(async () => {
    const contact = await chat();
    await metaRefuses();
    for (const text of SAID) await sandbox.agentSays(contact, text);
    await sandbox.settled();
    await sandbox.faults();
  });

  it('keeps the order of a conversation', async () => {
    const { code, lines, stderr } = await replay('--direction', 'outbound', '--customer', ANA);
    expect([code, lines.length, stderr]).toEqual([0, 3, '3 pass\n']);
    expect(await said()).toEqual(SAID);
  });

  it('tells what it would do, and does nothing', async () => {
    const { code, lines } = await failures(['replay', '--status', 'FAILED', '--dry-run']);
    expect([code, lines.map(({ status, why }) => `${status} ${why}`)]).toEqual([
      0,
      SAID.map(() => 'note would replay it'),
    ]);
    expect(await statuses()).toEqual(SAID.map(() => 'FAILED'));
  });

  it('does nothing where nobody can be asked', async () => {
    const { code, stdout, stderr } = await failures(['replay', '--channel', 'facebook']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'This is to replay 3 messages, 4 a second. Nobody can be asked here: give --yes.\n',
    );
  });

  it('asks nobody where there is nothing that could be done', async () => {
    const { code, lines } = await failures(['replay', 'nope']);
    expect([code, lines]).toEqual([
      2,
      [expect.objectContaining({ check: 'nope', status: 'fail' })],
    ]);
  });

  it('ends the message that is under way when it is interrupted, and goes on later', async () => {
    const args = ['replay', '--status', 'FAILED', '--yes', '--rate', '0.001'];
    const { code, lines, stderr } = await failures(args, 'replay 1');
    expect([code, lines.length]).toEqual([130, 1]);
    expect(stderr).toBe('1 pass\nInterrupted: 2 left. The same command goes on with them.\n');
    expect((await replay('--status', 'FAILED')).lines).toHaveLength(2);
    expect(await said()).toEqual(SAID);
  });

  it.each([
    ['sqs:SendMessage', 'AccessDenied', 403],
    ['sqs:SendMessage', 'QueueDoesNotExist', 400],
    ['sqs:SendMessage', 'KmsAccessDenied', 400],
    ['dynamodb:UpdateItem', 'ExpiredTokenException', 400],
  ])(
    'stops where %s answers %s, which all would meet, and leaves all as they were but for their numbers',
    async (api, error, status) => {
      const entries = async () =>
        (await sandbox.failures()).map((entry) => ({ ...entry, replays: undefined }));
      const before = await entries();
      await sandbox.faults({ api, mode: 'error', error, status });
      const { code, lines, stderr } = await replay('--status', 'FAILED');
      expect([code, lines.map((line) => line.status)]).toEqual([1, ['fail']]);
      const stopped = `1 fail\nStopped, since ${error} (HTTP ${status}) concerns all: 3 left.`;
      expect(stderr).toBe(`${stopped} The same command goes on with them.\n`);
      expect(await entries()).toEqual(before);
      await sandbox.faults();
      expect((await replay('--status', 'FAILED')).code).toBe(0);
      expect(await said()).toEqual(SAID);
    },
  );

  it('takes ids in the order of the conversation, however they are typed', async () => {
    const ids = (await failures(['list'])).lines.map(({ id }) => String(id));
    const { lines } = await replay(...ids.toReversed());
    expect(lines.map(({ check }) => check)).toEqual(ids);
    expect(await said()).toEqual(SAID);
  });

  it('lets no message overtake one that SQS did not take, and takes them all the next time', async () => {
    const error = { error: 'ServiceUnavailable', status: 503 };
    await sandbox.faults({ api: 'sqs:SendMessage', mode: 'error', ...error, times: 3 });
    const { code, lines } = await replay('--direction', 'outbound');
    const held = 'An earlier message of this conversation is not in the queue yet.';
    expect([code, lines.map(({ why }) => why)]).toEqual([
      2,
      [expect.stringContaining('ServiceUnavailable'), held, held],
    ]);
    expect((await replay('--status', 'FAILED', '--direction', 'outbound')).code).toBe(0);
    expect(await said()).toEqual(SAID);
  });

  it('takes at most as many as it is told to, the oldest first', async () => {
    await replay('--channel', 'facebook', '--limit', '2');
    expect(await said()).toEqual(SAID.slice(0, 2));
  });

  it('has nothing to do where no entry is meant', async () => {
    const ended = await replay('--channel', 'sms');
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: 'There is nothing to replay.\n' });
  });
});

describe('chat-ops failures, used wrongly', () => {
  beforeAll(() => sandbox.reset());

  it.each([
    [['replay'], 'Give either ids or filters'],
    [['discard', 'id', '--channel', 'sms'], 'Give either ids or filters'],
    [['list', '--status', 'LOST'], 'It must be of RETRYING, FAILED'],
    [['list', '--since', 'yesterday'], 'It must be like 30m, 24h, 7d'],
    [['replay', 'id', '--rate', '0'], 'It must be a number above zero.'],
    [['replay', '--status', 'FAILED', '--limit', '1.5'], 'It must be a whole number above zero.'],
    [['discard', '--status', 'FAILED', '--limit', '0'], 'It must be a whole number above zero.'],
    [['list', '--direction', 'sideways'], 'Allowed choices are inbound, outbound.'],
  ])('%j exits with 1', async (args, sentence) => {
    const { code, stdout, stderr } = await failures(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
  });

  it.each([
    ['replay', '--yes'],
    ['replay', '--dry-run'],
    ['discard', '--yes'],
    ['discard', '--dry-run'],
  ])('%s %s of an id that is none exits with 2', async (command, option) => {
    const { code, lines } = await failures([command, 'nothing', option]);
    expect([code, lines]).toEqual([
      2,
      [
        {
          check: 'nothing',
          status: 'fail',
          why: 'The ledger has no such entry.',
          todo: `npx chat-ops failures list --sandbox ${sandbox.url}`,
        },
      ],
    ]);
  });

  it('show of an id that is none exits with 2', async () => {
    const { code, stdout, stderr } = await failures(['show', 'nothing']);
    expect([code, stdout, stderr]).toEqual([2, '', 'The ledger has no entry nothing.\n']);
  });
});
