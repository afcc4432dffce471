import { chatOps } from '../support/cli';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';
import { expectNothingLeft, find, smoke } from '../support/smoke';

describe('chat-ops smoke', () => {
  resetBeforeEach();

  it('holds a conversation that no customer and no ledger hears of, and says what it saw', async () => {
    const { findings, code } = await smoke();
    expect(findings.map(({ check, status }) => `${status} ${check}`)).toEqual([
      'pass temporary topic',
      'pass StartChatContact',
      'pass StartChatContact ClientToken',
      'pass test contact',
      'pass stream to temporary topic',
      'pass stream to streaming topic',
      'pass CreateParticipantConnection',
      'pass SendMessage',
      'pass SendMessage ClientToken',
      'pass SendMessage 1024 characters',
      'note SendMessage 1025 characters',
      'note SendMessage 16384 characters',
      'note SendMessage 16385 characters',
      'skip throttles',
      'pass StopContact',
      'pass chat.ended',
      'note streamed text/plain',
      'note streamed text/plain',
      'note streamed event.chat.ended',
      'pass pipeline',
      ...Array(4).fill('pass clean up'),
    ]);
    expect(code).toBe(0);
    const said = (length: number) => find(findings, `SendMessage ${length} characters`)?.why;
    expect(said(1024)).toBe('accepted');
    expect(said(1025)).toBe('refused: ValidationException (HTTP 400)');
    expect(find(findings, 'chat.ended')?.why).toBe(
      'role absent, visibility ALL; attributes: AccountId ContactId ContentType InitialContactId InstanceId MessageVisibility Type',
    );
    await expectNothingLeft();
    await sandbox.settled();
    const chats = await sandbox.contacts();
    expect(chats).toMatchObject([{ channel: 'test', vendorId: 'chat-ops', status: 'ENDED' }]);
    expect(await sandbox.get('/sandbox/outbox')).toEqual([]);
    expect(await sandbox.failures()).toEqual([]);
    const executions = await sandbox.executions();
    // The welcome and the end; what the customer said does not come back.
    expect(executions.map(({ machine, status }) => `${machine} ${status}`)).toEqual([
      'agent-event-router SUCCEEDED',
      'agent-event-router SUCCEEDED',
    ]);
  });

  it('names throttles only when asked to, without starting another chat', async () => {
    await sandbox.faults(
      { api: 'connect:StartChatContact', mode: 'throttle', skip: 5, times: 3 },
      {
        api: 'connect:StartContactStreaming',
        mode: 'error',
        error: 'ThrottlingException',
        status: 400,
        skip: 2,
      },
    );
    const { findings, code } = await smoke('--throttle');
    expect(findings.filter(({ check }) => check.endsWith('throttle'))).toEqual([
      {
        check: 'StartChatContact throttle',
        status: 'pass',
        why: '3 of 30 calls at once were refused: TooManyRequestsException (HTTP 429)',
      },
      {
        check: 'StartContactStreaming throttle',
        status: 'fail',
        why: '30 of 30 calls at once were refused: ThrottlingException (HTTP 400)',
        todo: 'Report this: messages that meet it would not wait, but fail.',
      },
      {
        check: 'SendMessage throttle',
        status: 'note',
        why: 'no refusal in 30 calls at once',
      },
    ]);
    expect([code, (await sandbox.contacts()).length]).toEqual([2, 1]);
    await expectNothingLeft();
  });

  it('asks first, and does nothing where nobody can be asked', async () => {
    const { code, stderr } = await chatOps(['smoke', '--sandbox', sandbox.url]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^This starts a chat of flow .* give --yes\.\n$/);
    expect(await sandbox.contacts()).toEqual([]);
  });
});
