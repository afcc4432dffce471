import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '+14255550182';

describe('the HTTP surface', () => {
  resetBeforeEach();

  const status = async (path: string, init: RequestInit = {}) =>
    (await fetch(sandbox.url + path, init)).status;
  const json = (body: object, method = 'POST') => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('answers refusals as {error, message} with a status', async () => {
    const response = await fetch(`${sandbox.url}/sandbox/contacts/nobody`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: 'ResourceNotFoundException', message: 'Contact not found' },
    ]);
  });

  it.each([
    ['an unknown path', '/sandbox/nothing', {}, 404],
    ['an execution that was not', '/sandbox/executions/none', {}, 404],
    ['a failure that was not', '/sandbox/failures/none', {}, 404],
    ['an event of no kind', '/sandbox/contacts/c/events', json({ type: 'dance' }), 404],
    [
      'a fault of no kind',
      '/sandbox/faults',
      json({ rules: [{ api: 'a:b', mode: 'x' }] }, 'PUT'),
      400,
    ],
    [
      'a fault of calls that nobody makes',
      '/sandbox/faults',
      json({ rules: [{ api: 'sqs:*', by: 'nobody', mode: 'crash' }] }, 'PUT'),
      400,
    ],
    ['a clock that goes back', '/sandbox/clock', json({ advanceSeconds: -1 }), 400],
    ['a body that is not JSON', '/sandbox/clock', { method: 'POST', body: '{' }, 400],
  ])('%s', async (_, path, init: RequestInit, expected) => {
    expect(await status(path, init)).toBe(expected);
  });

  it('does not talk to pages of other origins', async () => {
    const headers = { origin: 'https://example.com' };
    expect(await status('/sandbox/contacts', { headers })).toBe(403);
  });

  it('refuses what an agent does in a chat that has ended', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const [chat] = await sandbox.contacts();
    await sandbox.end(chat?.contactId ?? '');
    const path = `/sandbox/contacts/${chat?.contactId}`;
    expect(await status(`${path}/messages`, json({ content: 'too late' }))).toBe(409);
    expect(await status(`${path}/end`, { method: 'POST' })).toBe(409);
  });

  it('lists the APIs and the modes of faults, and the rules in force', async () => {
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'delay', delayMs: 1 });
    expect(await sandbox.get('/sandbox/faults')).toMatchObject({
      rules: [{ api: 'connect:StartChatContact', mode: 'delay', delayMs: 1 }],
      apis: expect.arrayContaining(['graph:SendMessage', 'dynamodb:GetItem']),
      modes: ['throttle', 'error', 'delay', 'lose-answer', 'reset', 'time-out', 'crash'],
    });
  });

  it('shows an execution with its input, output and events', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const [summary] = await sandbox.executions('?machine=session-lifecycle&status=SUCCEEDED');
    const execution = await sandbox.get<Record<string, unknown>>(
      `/sandbox/executions/${summary?.name}`,
    );
    expect(execution).toMatchObject({
      machine: 'session-lifecycle',
      status: 'SUCCEEDED',
      input: { message: { content: { text: 'hello' } } },
      output: { delivery: { alreadyDelivered: false } },
    });
    expect(execution.events).toContainEqual(
      expect.objectContaining({ type: 'StateEntered', state: 'StartChat' }),
    );
  });

  it('lets a function die after a call, or an execution with its dispatch', async () => {
    const crash = { mode: 'crash', times: 1 };
    await sandbox.faults(
      { ...crash, api: 'dynamodb:GetItem', by: 'session-lifecycle' },
      { ...crash, api: 'connect:StartChatContact', by: 'start-chat' },
    );
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const executions = await sandbox.executions('?machine=session-lifecycle');
    expect(executions.map(({ status, error }) => [status, error])).toEqual([
      ['SUCCEEDED', undefined],
      ['FAILED', 'Lambda.Unknown'],
      ['ABORTED', undefined],
    ]);
    expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
    const starts = (await sandbox.get<{ by: string; api: string }[]>('/sandbox/calls')).filter(
      ({ api }) => api === 'connect:StartChatContact',
    );
    expect(starts.map(({ by }) => by)).toEqual(['start-chat', 'start-chat']);
  });

  it('empties everything on reset', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    await sandbox.reset();
    for (const list of ['contacts', 'outbox', 'executions', 'failures', 'logs', 'calls']) {
      expect(await sandbox.get(`/sandbox/${list}`)).toEqual([]);
    }
  });

  it('tells that a fault was met, so that nobody brings it back who read it before', async () => {
    const controller = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: controller.signal });
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'throttle', times: 1 });
    const seen = readUntil(response, /event: faults.*event: faults/s);
    await sandbox.sms(ANA, 'hello');
    await seen;
    expect(await sandbox.get('/sandbox/faults')).toMatchObject({ rules: [{ times: 0 }] });
    controller.abort();
  });

  it('tells as server-sent events what happens', async () => {
    const controller = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: controller.signal });
    const seen = readUntil(response, /event: outbox/);
    await sandbox.sms(ANA, 'hello');
    expect(await seen).toMatch(/event: contact\ndata: {.*"status":"QUEUED"/);
    controller.abort();
  });
});

async function readUntil(response: Response, end: RegExp): Promise<string> {
  let read = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    read += decoder.decode(chunk as Uint8Array);
    if (end.test(read)) break;
  }
  return read;
}
