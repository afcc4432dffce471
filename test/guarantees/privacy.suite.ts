import { sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const BEN = '+14255550182';

describe('privacy', () => {
  /** Everything that can happen to a message, in one run. */
  beforeAll(async () => {
    await sandbox.reset();
    await sandbox.messenger(ANA, 'customer-words-1');
    await sandbox.sms(BEN, 'customer-words-2');
    await sandbox.settled();
    for (const { contactId } of await sandbox.contacts()) {
      await sandbox.agentSays(contactId, 'agent-words-1');
    }
    await sandbox.settled();
    await sandbox.faults(
      { api: 'graph:SendMessage', mode: 'error', status: 400, error: 100, times: 1 },
      { api: 'sms-voice:SendTextMessage', mode: 'lose-answer', times: 1 },
    );
    for (const { contactId } of await sandbox.contacts()) {
      await sandbox.agentSays(contactId, 'agent-words-2');
    }
    await sandbox.settled();
    await sandbox.faults({
      api: 'connectparticipant:SendMessage',
      mode: 'error',
      status: 400,
      error: 'ValidationException',
      times: 1,
    });
    await sandbox.messenger(ANA, 'customer-words-3');
    await sandbox.settled();
    await sandbox.advance(24 * 3600);
    await sandbox.messenger(ANA, 'customer-words-4');
    await sandbox.end((await sandbox.contacts())[1]?.contactId ?? '', { notice: false });
    await sandbox.sms(BEN, 'customer-words-5');
    await sandbox.webhook('{"object":"page","customer-words-6', {});
    await fetch(`${sandbox.url}/sandbox/sms`, { method: 'POST', body: `customer-words-7 ${BEN}` });
    await sandbox.settled();
  }, 60_000);

  it('has failures in it, so that it covers what is written about them', async () => {
    const errors = (await sandbox.failures()).map(({ error }) => error);
    expect(errors.sort()).toEqual(['OutcomeUnknown', 'Refused', 'Refused', 'Unreadable']);
  });

  it('keeps tokens and secrets out of every event of every execution', async () => {
    const executions = await sandbox.executions();
    expect(new Set(executions.map(({ machine }) => machine)).size).toBe(2);
    for (const { name } of executions) {
      const recorded = JSON.stringify(await sandbox.get(`/sandbox/executions/${name}`));
      expect(recorded).not.toMatch(
        /participant-token-|connection-token-|sandbox-(app-secret|page-token)/,
      );
      expect(recorded).not.toMatch(/"(participant|connection)Token"/i);
    }
  });

  it('keeps words, numbers, ids of customers, tokens and secrets out of the logs', async () => {
    const lines = await sandbox.get<{ function: string; line: string }[]>('/sandbox/logs');
    expect(new Set(lines.map((line) => line.function))).toEqual(
      new Set([
        'receive-webhook',
        'receive-sms',
        'dispatch-inbound',
        'start-chat',
        'tell-agent',
        'connect-participant',
        'send-to-agent',
        'receive-agent-event',
        'dispatch-outbound',
        'send-messenger',
        'send-sms',
      ]),
    );
    const logged = lines.map(({ line }) => line).join('\n');
    expect(logged).not.toMatch(/(customer|agent)-words/);
    expect(logged).not.toMatch(/2468013579|4255550182|2125550101/);
    expect(logged).not.toMatch(
      /participant-token-|connection-token-|sandbox-(app-secret|page-token|verify)/,
    );
  });
});
