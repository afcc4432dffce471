import { createHmac } from 'node:crypto';
import { messengerWebhook, signature, smsNotification } from '../support/sandbox';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const ANA_BY_SMS = '+14255550182';

const hello = JSON.stringify(messengerWebhook(ANA, { mid: 'm_1', text: 'caf\\u00e9' }));

describe('input', () => {
  resetBeforeEach();

  describe('the webhook', () => {
    it('answers a signed message at once', async () => {
      expect(await sandbox.webhook(hello)).toEqual({ status: 200, text: 'EVENT_RECEIVED' });
    });

    it.each([
      ['none', {}],
      ['a wrong one', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
      ['a short one', { 'x-hub-signature-256': 'sha256=00' }],
      ['the right digest under no name', { 'x-hub-signature-256': signature(hello).slice(7) }],
      [
        'a right one of SHA-1 only',
        {
          'x-hub-signature': `sha1=${createHmac('sha1', 'sandbox-app-secret').update(hello).digest('hex')}`,
        },
      ],
      ['one of other bytes', { 'x-hub-signature-256': signature(`${hello} `) }],
    ])('answers 403 to a signature like %s', async (_, headers: Record<string, string>) => {
      expect((await sandbox.webhook(hello, headers)).status).toBe(403);
      await sandbox.settled();
      expect(await sandbox.contacts()).toEqual([]);
    });

    it('answers 400 to what is not JSON', async () => {
      const { status, text } = await sandbox.webhook('{"object":"page",');
      expect([status, JSON.parse(text)]).toEqual([
        400,
        { error: 'BadRequest', message: 'The body is not JSON.' },
      ]);
    });

    it('answers 400 to what is not the schema, and says what is wrong', async () => {
      const { status, text } = await sandbox.webhook({ object: 'page', entry: 17 });
      expect(status).toBe(400);
      expect(JSON.parse(text).message).toContain('entry: ');
    });

    it('answers 404 to an object that it does not serve', async () => {
      expect((await sandbox.webhook({ object: 'instagram', entry: [] })).status).toBe(404);
    });

    it('takes a message id of 164 characters, twice, for one message', async () => {
      const mid = 'm_'.padEnd(164, 'aWdf');
      await sandbox.messenger(ANA, 'hello', mid);
      await sandbox.messenger(ANA, 'hello', mid);
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
    });

    it('keeps the order of several messages of several customers in one webhook', async () => {
      const event = (psid: string, mid: string) => ({
        sender: { id: psid },
        recipient: { id: '1234567890' },
        timestamp: 1795168800001,
        message: { mid, text: mid },
      });
      const entry = (...messaging: object[]) => ({ id: '1234567890', time: 1, messaging });
      await sandbox.webhook({
        object: 'page',
        entry: [
          entry(event('1', 'a1')),
          entry(event('2', 'b1'), event('1', 'a2')),
          entry(event('1', 'a3')),
        ],
      });
      await sandbox.settled();
      expect(await sandbox.saidBy('1')).toEqual([['a1', 'a2', 'a3']]);
      expect(await sandbox.saidBy('2')).toEqual([['b1']]);
    });
  });

  describe('the verification of the webhook', () => {
    const verify = async (query: Record<string, string>) => {
      const response = await fetch(`${sandbox.url}/webhook/facebook?${new URLSearchParams(query)}`);
      return { status: response.status, text: await response.text() };
    };
    const right = {
      'hub.mode': 'subscribe',
      'hub.verify_token': 'sandbox-verify-token',
      'hub.challenge': '1158201444',
    };

    it('answers the bare challenge', async () => {
      expect(await verify(right)).toEqual({ status: 200, text: '1158201444' });
    });

    it.each([
      ['the token', { ...right, 'hub.verify_token': 'wrong' }],
      ['the mode', { ...right, 'hub.mode': 'unsubscribe' }],
      ['everything', {}],
    ])('answers 403 where %s is wrong', async (_, query: Record<string, string>) => {
      expect((await verify(query)).status).toBe(403);
    });
  });

  describe('an SMS notification that cannot be read', () => {
    it.each([
      ['is not JSON', 'STOP'],
      ['lacks the number', '{"messageBody":"hi","inboundMessageId":"1"}'],
      ['has a number that would forge a key', JSON.stringify(smsNotification('+1#sms', 'hi', 'x'))],
    ])('goes to the ledger, and is not tried again: it %s', async (_, body) => {
      const response = await fetch(`${sandbox.url}/sandbox/sms`, { method: 'POST', body });
      expect(response.status).toBe(202);
      await sandbox.sms(ANA_BY_SMS, 'the next one goes through');
      await sandbox.settled();
      const failures = await sandbox.failures();
      expect(failures).toHaveLength(1);
      expect(failures[0]).toMatchObject({
        direction: 'inbound',
        status: 'FAILED',
        error: 'Unreadable',
        attempts: [{ error: 'Unreadable' }],
      });
      expect(JSON.parse(String(failures[0]?.message)).Message).toBe(body);
      expect(await sandbox.saidBy(ANA_BY_SMS)).toEqual([['the next one goes through']]);
    });
  });

  describe('what Connect streams', () => {
    it('goes to the ledger where it cannot be read', async () => {
      await sandbox.post('/sandbox/stream', {
        message: 'not JSON',
        attributes: { Type: 'MESSAGE', ParticipantRole: 'AGENT' },
      });
      await sandbox.settled();
      expect(await sandbox.failures()).toMatchObject([
        { direction: 'outbound', error: 'Unreadable' },
      ]);
    });

    it('goes to the ledger where nobody knows the contact', async () => {
      await sandbox.post('/sandbox/stream', {
        message: {
          AbsoluteTime: '2026-11-20T10:00:00.000Z',
          Content: 'Hello?',
          ContentType: 'text/plain',
          Id: 'item-1',
          Type: 'MESSAGE',
          ParticipantRole: 'AGENT',
          InitialContactId: 'nobody',
          ContactId: 'nobody',
        },
        attributes: {
          InitialContactId: 'nobody',
          MessageVisibility: 'ALL',
          ParticipantRole: 'AGENT',
        },
      });
      await sandbox.settled();
      expect(await sandbox.failures()).toMatchObject([
        { direction: 'outbound', status: 'FAILED', error: 'UnknownContact' },
      ]);
    });
  });
});
