import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const WELCOME = 'Welcome. An agent will be with you shortly.';

/** An emoji, one with a skin tone, a family joined by U+200D, a flag, the last plane's ends, a script, an ideograph. */
const BEYOND_BMP = ['Thanks 😀', '👍🏽', '👩‍👩‍👧‍👦', '🇦🇹', '\u{10000}\u{10ffff}', '𐌰𐌱𐌲', '𠮷野家'];

describe('conversations', () => {
  resetBeforeEach();

  const customers = [
    {
      channel: 'facebook',
      id: '2468013579',
      write: (text: string) => sandbox.messenger('2468013579', text),
    },
    {
      channel: 'sms',
      id: '+14255550182',
      write: (text: string) => sandbox.sms('+14255550182', text),
    },
  ];

  describe.each(customers)('a conversation by $channel', ({ channel, id, write }) => {
    const soleChat = async () => {
      const [chat] = await sandbox.chatsOf(id);
      if (!chat) throw new Error('No chat');
      return chat;
    };

    it('opens a chat with the attributes that contact flows branch on', async () => {
      await write('Is my order out?');
      await sandbox.settled();
      const chat = await soleChat();
      expect(chat.status).toBe('QUEUED');
      expect(chat.attributes).toEqual({
        chatframework_Channel: channel.toUpperCase(),
        chatframework_VendorId: id,
      });
      expect(await sandbox.saidBy(id)).toEqual([['Is my order out?']]);
    });

    it('goes back and forth, in order', async () => {
      await write('Is my order out?');
      await sandbox.settled();
      const { contactId } = await soleChat();
      await sandbox.agentSays(contactId, 'Let me look.');
      await sandbox.agentSays(contactId, 'It left this morning.');
      await sandbox.settled();
      await write('Thank you!');
      await write('Bye');
      await sandbox.settled();
      expect(await sandbox.receivedBy(id)).toEqual([
        WELCOME,
        'Let me look.',
        'It left this morning.',
      ]);
      expect(await sandbox.saidBy(id)).toEqual([['Is my order out?', 'Thank you!', 'Bye']]);
    });

    it('welcomes the customer, though the flow speaks in the instant of connecting', async () => {
      await write('hello');
      await sandbox.settled();
      expect(await sandbox.receivedBy(id)).toEqual([WELCOME]);
      expect(await sandbox.failures()).toEqual([]);
    });

    it('opens a new chat after the agent has ended the old one', async () => {
      await write('first');
      await sandbox.settled();
      await sandbox.end((await soleChat()).contactId);
      await sandbox.settled();
      await write('second');
      await sandbox.settled();
      expect(await sandbox.saidBy(id)).toEqual([['first'], ['second']]);
      expect((await sandbox.chatsOf(id)).map(({ status }) => status)).toEqual(['ENDED', 'QUEUED']);
    });

    it('goes on through a transfer to another agent', async () => {
      await write('hello');
      await sandbox.settled();
      const { contactId } = await soleChat();
      await sandbox.agentSays(contactId, 'I hand you over.');
      await sandbox.agentDoes(contactId, 'transfer');
      await sandbox.agentSays(contactId, 'I am the second agent.');
      await sandbox.settled();
      await write('Hello, second agent');
      await sandbox.settled();
      expect(await sandbox.receivedBy(id)).toEqual([
        WELCOME,
        'I hand you over.',
        'I am the second agent.',
      ]);
      expect(await sandbox.saidBy(id)).toEqual([['hello', 'Hello, second agent']]);
    });

    it('goes on when the agent leaves: only the end of the chat ends it', async () => {
      await write('hello');
      await sandbox.settled();
      await sandbox.agentDoes((await soleChat()).contactId, 'joined');
      await sandbox.agentDoes((await soleChat()).contactId, 'left');
      await sandbox.settled();
      await write('anybody there?');
      await sandbox.settled();
      expect(await sandbox.saidBy(id)).toEqual([['hello', 'anybody there?']]);
    });

    it('keeps what agents say among themselves from the customer', async () => {
      await write('hello');
      await sandbox.settled();
      const { contactId } = await soleChat();
      await sandbox.agentSays(contactId, 'Careful with this one', { visibility: 'AGENT' });
      await sandbox.agentDoes(contactId, 'typing');
      await sandbox.settled();
      expect(await sandbox.receivedBy(id)).toEqual([WELCOME]);
      expect(await sandbox.failures()).toEqual([]);
    });

    it('carries characters beyond U+FFFF both ways: each text once, unchanged', async () => {
      await write('hello');
      await sandbox.settled();
      for (const text of BEYOND_BMP) await write(text);
      await sandbox.settled();
      expect(await sandbox.saidBy(id)).toEqual([['hello', ...BEYOND_BMP]]);
      for (const text of BEYOND_BMP) {
        await sandbox.agentSays((await soleChat()).contactId, text);
      }
      await sandbox.settled();
      expect(await sandbox.receivedBy(id)).toEqual([WELCOME, ...BEYOND_BMP]);
      expect(await sandbox.failures()).toEqual([]);
    });

    it('splits a long text in both directions and loses nothing', async () => {
      const long = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
      await write(long);
      await sandbox.settled();
      const [said = []] = await sandbox.saidBy(id);
      expect(said.length).toBeGreaterThan(1);
      expect(said.join(' ')).toBe(long);
      await sandbox.agentSays((await soleChat()).contactId, long);
      await sandbox.settled();
      const [, ...received] = await sandbox.receivedBy(id);
      expect(received.length).toBeGreaterThan(1);
      expect(received.join(' ')).toBe(long);
    });
  });

  it('keeps two customers who write at once apart', async () => {
    await Promise.all(customers.map(({ write, channel }) => write(`hello by ${channel}`)));
    await sandbox.settled();
    for (const { id, channel } of customers) {
      expect(await sandbox.saidBy(id)).toEqual([[`hello by ${channel}`]]);
      expect(await sandbox.receivedBy(id)).toEqual([WELCOME]);
    }
  });
});
