import type { Failure } from '../support/sandbox';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const BEN = '+14255550182';
const DAY = 24 * 3600;
const WINDOW_CLOSED =
  /^Not delivered to the customer: the customer last wrote more than 24 hours ago/;

/** The first words of a customer, and the chat that they opened. */
async function chatOf(vendorId: string): Promise<string> {
  await (vendorId === BEN ? sandbox.sms(BEN, 'hello') : sandbox.messenger(vendorId, 'hello'));
  await sandbox.settled();
  return (await sandbox.chatsOf(vendorId)).at(-1)?.contactId ?? '';
}

/** What the agent reads from the customer after the first words. */
async function readByAgent(vendorId: string): Promise<string[]> {
  return (await sandbox.saidBy(vendorId)).flat().slice(1);
}

/** Connect streams what the agent said when the chat has ended already. */
async function streamsLate(InitialContactId: string, Content: string): Promise<void> {
  const item = { Type: 'MESSAGE', ContentType: 'text/plain', ParticipantRole: 'AGENT' };
  await sandbox.post('/sandbox/stream', {
    message: { ...item, Id: 'late', Content, AbsoluteTime: '2026-11-20T10:00:00.000Z' },
    attributes: { ...item, InitialContactId, MessageVisibility: 'ALL' },
  });
}

async function failed(): Promise<Pick<Failure, 'status' | 'error'>[]> {
  return (await sandbox.failures()).map(({ status, error }) => ({ status, error }));
}

const refused = { status: 'FAILED', error: 'Refused' };

describe('an agent whose words did not arrive', () => {
  resetBeforeEach();

  it('reads once that the 24 hours are over; the ledger has each of the messages', async () => {
    const contactId = await chatOf(ANA);
    await sandbox.advance(DAY);
    await sandbox.agentSays(contactId, 'Still there?');
    await sandbox.settled();
    expect(await readByAgent(ANA)).toEqual([expect.stringMatching(WINDOW_CLOSED)]);
    await sandbox.agentSays(contactId, 'Hello?');
    await sandbox.settled();
    expect(await readByAgent(ANA)).toHaveLength(1);
    expect(await failed()).toEqual([refused, refused]);
  });

  it('does not send the notice to the customer, or any notice about it', async () => {
    const contactId = await chatOf(ANA);
    await sandbox.advance(DAY);
    await sandbox.agentSays(contactId, 'Still there?');
    await sandbox.settled();
    await sandbox.messenger(ANA, 'here again');
    await sandbox.agentSays(contactId, 'Welcome back');
    await sandbox.settled();
    expect(await sandbox.receivedBy(ANA)).toEqual([expect.any(String), 'Welcome back']);
    expect(await sandbox.failures()).toHaveLength(1);
  });

  it('reads each reason, in another customer’s chat again', async () => {
    for (const vendorId of [ANA, '1357924680']) {
      const contactId = await chatOf(vendorId);
      await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551, times: 1 });
      await sandbox.agentSays(contactId, 'one');
      await sandbox.settled();
      await sandbox.faults({ api: 'graph:SendMessage', mode: 'lose-answer', times: 1 });
      await sandbox.agentSays(contactId, 'two');
      await sandbox.settled();
      expect(await readByAgent(vendorId)).toEqual([
        expect.stringContaining('cannot be written to on Messenger'),
        expect.stringContaining('not known whether this was delivered'),
      ]);
    }
  });

  it('reads that an SMS customer has opted out', async () => {
    const contactId = await chatOf(BEN);
    await sandbox.faults({
      api: 'sms-voice:SendTextMessage',
      mode: 'error',
      error: 'ConflictException',
      status: 400,
      reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    });
    await sandbox.agentSays(contactId, 'Hello Ben');
    await sandbox.settled();
    expect(await readByAgent(BEN)).toEqual([expect.stringContaining('has opted out')]);
  });

  it('reads that an SMS customer has written STOP, until they write START', async () => {
    const contactId = await chatOf(BEN);
    await sandbox.sms(BEN, 'STOP');
    await sandbox.settled();
    const welcomeAndReply = await sandbox.receivedBy(BEN);
    expect(welcomeAndReply).toEqual([expect.any(String), expect.stringContaining('opted out')]);
    await sandbox.agentSays(contactId, 'One more offer');
    await sandbox.settled();
    expect(await readByAgent(BEN)).toEqual(['STOP', expect.stringContaining('has opted out')]);
    expect(await sandbox.failures()).toMatchObject([
      {
        direction: 'outbound',
        status: 'FAILED',
        error: 'Refused',
        cause: expect.stringContaining('DESTINATION_PHONE_NUMBER_OPTED_OUT'),
      },
    ]);
    await sandbox.sms(BEN, 'Start');
    await sandbox.agentSays(contactId, 'Welcome back');
    await sandbox.settled();
    expect(await sandbox.receivedBy(BEN)).toEqual([...welcomeAndReply, 'Welcome back']);
  });

  it.each(['SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR'])(
    'reads nothing of what the role %s said: the ledger has it',
    async (participantRole) => {
      const contactId = await chatOf(ANA);
      await sandbox.advance(DAY);
      await sandbox.agentSays(contactId, 'We close at six.', { participantRole });
      await sandbox.settled();
      expect(await readByAgent(ANA)).toEqual([]);
      expect(await failed()).toEqual([refused]);
    },
  );

  const endings: [string, (contactId: string) => Promise<unknown>][] = [
    ['has ended', (contactId) => sandbox.end(contactId)],
    ['has ended without notice', (contactId) => sandbox.end(contactId, { notice: false })],
    [
      'was followed by another',
      async (contactId) => {
        await sandbox.end(contactId);
        await sandbox.settled();
        await chatOf(ANA);
      },
    ],
  ];

  it.each(endings)('reads nothing where the chat %s: the ledger has it', async (_, end) => {
    const contactId = await chatOf(ANA);
    await end(contactId);
    await sandbox.settled();
    await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551 });
    await streamsLate(contactId, 'Goodbye');
    await sandbox.settled();
    expect((await sandbox.saidBy(ANA)).flat().filter((text) => text !== 'hello')).toEqual([]);
    expect(await failed()).toEqual([refused]);
  });

  it.each([['connectparticipant:SendMessage'], ['dynamodb:PutItem']])(
    'may read nothing where %s fails, and the message fails by its own error',
    async (api) => {
      const contactId = await chatOf(ANA);
      await sandbox.faults(
        { api: 'graph:SendMessage', mode: 'error', error: 551 },
        // The sender's record is the first item that is put.
        { api, mode: 'error', ...(api.startsWith('dynamodb') && { skip: 1 }) },
      );
      await sandbox.agentSays(contactId, 'Hello?');
      await sandbox.settled();
      expect(await failed()).toEqual([refused]);
    },
  );
});
