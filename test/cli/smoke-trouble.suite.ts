import { chatOps, findingsOf } from '../support/cli';
import { altered, unsubscribe } from '../support/sandbox-stack';
import { type Answering, useServers } from '../support/serve';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';
import { expectNothingLeft, failed, find, smoke } from '../support/smoke';

describe('chat-ops smoke where the instance or the stack is not well', () => {
  resetBeforeEach();
  const serve = useServers();

  it('ends both chats where Connect does not honour the ClientToken', async () => {
    const connect: Answering = async (body, { method, url, headers }) => {
      const { ClientToken: _, ...rest } = JSON.parse(body);
      const { authorization = '' } = headers;
      const init = { method, body: JSON.stringify(rest), headers: { authorization } };
      return (await fetch(`${sandbox.url}${url}`, init)).json();
    };
    const url = await serve(altered({ services: { connect } }));
    const { findings, code } = await findingsOf(['smoke', '--sandbox', url, '--yes']);
    expect(find(findings, 'StartChatContact ClientToken')).toMatchObject({
      status: 'fail',
      why: 'a repetition gave another contact',
    });
    expect([code, (await sandbox.contacts()).length]).toEqual([2, 2]);
    await expectNothingLeft();
  });

  it.each([
    ['StartChatContact', 'connect:StartChatContact'],
    ['stream to temporary topic', 'connect:StartContactStreaming'],
    ['CreateParticipantConnection', 'connectparticipant:CreateParticipantConnection'],
    ['SendMessage', 'connectparticipant:SendMessage'],
  ])('stops at %s, and leaves nothing behind', async (check, api) => {
    const error = 'AccessDeniedException';
    await sandbox.faults({ api, mode: 'error', error, status: 403 });
    const { findings, code } = await smoke();
    expect(failed(findings)).toEqual([check]);
    expect(find(findings, check)?.todo).toContain('docs/chat-ops.md');
    expect(code).toBe(2);
    await expectNothingLeft();
  });

  it('ends the chat whose start was never answered', async () => {
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'lose-answer', times: 3 });
    const { findings, code } = await smoke();
    expect(failed(findings)).toEqual(['StartChatContact']);
    expect([code, (await sandbox.contacts()).length]).toEqual([2, 1]);
    await expectNothingLeft();
  });

  it('finds out that Connect does not reach the stack', async () => {
    await unsubscribe();
    const { findings, code } = await smoke('--timeout', '1');
    expect(failed(findings)).toEqual(['pipeline']);
    expect(code).toBe(2);
    await expectNothingLeft();
  });

  it('names what it could not remove', async () => {
    await sandbox.faults({ api: 'connect:StopContact', mode: 'error', status: 500 });
    const { findings, code } = await smoke();
    expect(failed(findings)).toEqual(['StopContact', 'clean up']);
    expect(findings.find(({ check, status }) => check === 'clean up' && status === 'fail')).toEqual(
      {
        check: 'clean up',
        status: 'fail',
        why: expect.stringMatching(/^chat: InternalServiceException/),
        todo: 'Remove it by hand.',
      },
    );
    expect(code).toBe(2);
  });

  it('removes everything when it is interrupted, too', async () => {
    const args = ['smoke', '--sandbox', sandbox.url, '--yes'];
    const { code, stdout, stderr } = await chatOps(args, { interruptAt: 'stream to streaming' });
    expect(stdout).not.toContain('CreateParticipantConnection');
    expect(code).toBe(130);
    expect(stderr).toContain('Interrupted: ending the chat');
    expect(await sandbox.contacts()).toHaveLength(1);
    await expectNothingLeft();
  });
});
