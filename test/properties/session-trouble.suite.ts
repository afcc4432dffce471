import { waitingText } from '../../infra/wiring';
import { alterSession } from '../support/sandbox-session';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '+14255550182';
const MINUTE = 60_000;
const WELCOME = 'Welcome. An agent will be with you shortly.';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

async function write(text: string): Promise<void> {
  await sandbox.sms(ANA, text);
  await sandbox.settled();
}

async function latestChat(): Promise<string> {
  return (await sandbox.contacts()).at(-1)?.contactId ?? '';
}

/** Connect's own notice, at whatever time it comes. */
async function tellEnd(InitialContactId: string): Promise<void> {
  await sandbox.post('/sandbox/stream', {
    message: {
      AbsoluteTime: new Date().toISOString(),
      ContentType: 'application/vnd.amazonaws.connect.event.chat.ended',
      Id: `end-of-${InitialContactId}`,
      Type: 'EVENT',
      InitialContactId,
      ContactId: InitialContactId,
    },
    attributes: { InitialContactId, Type: 'EVENT' },
  });
}

describe('sessions in trouble', () => {
  resetBeforeEach();

  describe('a message and the end of the chat, in every order', () => {
    type Event = 'message' | 'end' | 'notice';
    const orders: [Event, Event, Event][] = [
      ['message', 'end', 'notice'],
      ['end', 'message', 'notice'],
      ['end', 'notice', 'message'],
    ];

    beforeEach(() => write('before'));

    const expectAllThere = async () => {
      await write('after');
      expect((await sandbox.saidBy(ANA)).flat()).toEqual(['before', 'during', 'after']);
      const chats = await sandbox.chatsOf(ANA);
      expect(chats.filter(({ status }) => status !== 'ENDED')).toHaveLength(1);
      expect(chats.at(-1)?.status).toBe('QUEUED');
    };

    it.each(orders)('%s, %s, %s', async (...events) => {
      const chat = await latestChat();
      const happen = {
        message: () => sandbox.sms(ANA, 'during'),
        end: () => sandbox.end(chat, { notice: false }),
        notice: () => tellEnd(chat),
      };
      for (const event of events) {
        await happen[event]();
        await sandbox.settled();
      }
      await expectAllThere();
    });

    it.each([
      'nothing',
      'dynamodb:GetItem',
      'connectparticipant:SendMessage',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ])('both at once, while the call of %s takes its time', async (api) => {
      const chat = await latestChat();
      const rules = api === 'nothing' ? [] : [{ api, mode: 'delay', delayMs: 250, times: 2 }];
      await sandbox.faults(...rules);
      await Promise.all([sandbox.sms(ANA, 'during'), sandbox.end(chat)]);
      await sandbox.settled();
      await expectAllThere();
    });
  });

  it('two agents answer in one chat, and one of them leaves', async () => {
    await write('hello');
    const chat = await latestChat();
    await sandbox.agentSays(chat, 'from the first');
    await sandbox.agentDoes(chat, 'joined');
    await sandbox.agentSays(chat, 'from the second');
    await sandbox.agentDoes(chat, 'left');
    await sandbox.agentSays(chat, 'from the one who stayed');
    await write('thanks');
    expect((await sandbox.receivedBy(ANA)).slice(1)).toEqual([
      'from the first',
      'from the second',
      'from the one who stayed',
    ]);
    expect(await sandbox.saidBy(ANA)).toEqual([['hello', 'thanks']]);
  });

  it('a contact flow that ends every chat at once: one chat, one welcome, the message in the ledger, the next one arrives', async () => {
    await sandbox.put('/sandbox/faults', { contactFlow: 'ends' });
    await write('to nobody');
    expect(await sandbox.failures()).toEqual([
      expect.objectContaining({ status: 'FAILED', error: 'ChatEndedByFlow' }),
    ]);
    expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['ENDED']);
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME]);
    await sandbox.put('/sandbox/faults', {});
    await write('to an agent');
    expect((await sandbox.saidBy(ANA)).at(-1)).toEqual(['to an agent']);
  });

  it('a contact flow that ends every chat before the session is open: no further chat', async () => {
    await sandbox.put('/sandbox/faults', {
      contactFlow: 'ends',
      rules: [
        { api: 'dynamodb:UpdateItem', by: 'connect-participant', mode: 'delay', delayMs: 1_500 },
      ],
    });
    await write('to nobody');
    expect(await sandbox.failures()).toEqual([
      expect.objectContaining({ status: 'FAILED', error: 'ChatEndedByFlow' }),
    ]);
    expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['ENDED']);
    expect(await sandbox.receivedBy(ANA)).toEqual([WELCOME]);
  });

  it('a contact flow that is not there: the message is in the ledger, the next one arrives', async () => {
    await sandbox.faults({
      api: 'connect:StartChatContact',
      mode: 'error',
      error: 'ResourceNotFoundException',
      status: 404,
    });
    await write('to nobody');
    expect(await sandbox.failures()).toEqual([
      expect.objectContaining({ status: 'FAILED', error: 'Refused' }),
    ]);
    expect(await sandbox.contacts()).toEqual([]);
    await sandbox.faults();
    await write('to an agent');
    expect(await sandbox.saidBy(ANA)).toEqual([['to an agent']]);
  });

  it('an instance that is full: messages wait, no attempt is counted, and they arrive in order, and the customer is told once', async () => {
    const LimitExceededException = { error: 'LimitExceededException', status: 429 };
    await sandbox.faults({
      api: 'connect:StartChatContact',
      mode: 'error',
      ...LimitExceededException,
      times: 7,
    });
    await sandbox.sms(ANA, 'one');
    await sandbox.sms(ANA, 'two');
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA)).toEqual([['one', 'two']]);
    expect(await sandbox.receivedBy(ANA)).toEqual([waitingText, WELCOME]);
    expect(await sandbox.failures()).toEqual([
      expect.objectContaining({ status: 'RECOVERED', error: 'ChatQuotaFull', attempts: [] }),
    ]);
  });

  describe('an item that is not as it should be: the message reaches a live chat or the ledger', () => {
    const open = { endChat: false };
    const over = { endChat: true };
    it.each([
      ['is past its ttl, and still there', over, { ttl: 1 }, ['fresh chat']],
      ['has no connection token', open, { connectionToken: undefined }, ['same chat']],
      ['has no expiry of its token', open, { connectionExpiry: undefined }, ['same chat']],
      [
        'thinks that its token has expired',
        open,
        { connectionExpiry: inMinutes(-60) },
        ['same chat'],
      ],
      ['thinks that its token lives', over, { connectionExpiry: inMinutes(9_999) }, ['fresh chat']],
      [
        'has no participant token',
        over,
        { participantToken: undefined, connectionToken: undefined },
        ['fresh chat'],
      ],
      [
        'has no participant token, of a chat that is open',
        open,
        { participantToken: undefined, connectionToken: undefined },
        ['ledger'],
      ],
      ['names no contact', open, { contactId: undefined }, ['same chat']],
      [
        'has a contact that nobody knows',
        over,
        { contactId: 'gone', participantToken: 'gone', connectionToken: 'gone' },
        ['fresh chat'],
      ],
      [
        'is a claim that led nowhere',
        over,
        {
          status: 'STARTING',
          contactId: undefined,
          participantToken: undefined,
          connectionToken: undefined,
        },
        ['fresh chat'],
      ],
      [
        'is an old claim that led nowhere',
        over,
        { status: 'STARTING', contactId: undefined, startedAt: inMinutes(-10) },
        ['fresh chat'],
      ],
      [
        'is a claim of a clock that is ahead',
        over,
        { status: 'STARTING', startedAt: inMinutes(10) },
        ['fresh chat'],
      ],
      [
        'is a claim of a clock that is behind',
        over,
        { status: 'STARTING', startedAt: inMinutes(-10) },
        ['fresh chat'],
      ],
    ] as [string, { endChat: boolean }, Record<string, unknown>, string[]][])(
      '%s',
      async (_, { endChat }, changes, [where]) => {
        await write('before');
        if (endChat) await sandbox.end(await latestChat(), { notice: false });
        await alterSession(ANA, changes);
        await write('after');
        const given = (await sandbox.failures()).filter(({ status }) => status === 'FAILED');
        expect(given).toHaveLength(where === 'ledger' ? 1 : 0);
        const said = (await sandbox.saidBy(ANA)).filter((texts) => texts.length > 0);
        const expected = {
          'same chat': [['before', 'after']],
          'fresh chat': [['before'], ['after']],
          ledger: [['before']],
        }[where as string];
        expect(said).toEqual(expected);
        const live = (await sandbox.chatsOf(ANA)).filter(({ status }) => status !== 'ENDED');
        expect(live.length).toBe(1);
      },
    );
  });
});
