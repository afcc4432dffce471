import { createHmac } from 'node:crypto';
import { messengerWebhook, signature, smsNotification } from '../support/sandbox';
import { sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const PAGE = '1234567890';
/** Stands wherever a customer's or a stranger's words could be, to be found again in a log. */
const WORDS = 'words-of-a-customer';

const MARKUP =
  '<script>alert(1)</script>","recipient":{"id":"1"} States.Format(\'{}\', $.message) {{x}} *b*';

const SECRETS = /sandbox-(app-secret|verify-token|page-token)|(participant|connection)-token-/;
/** AWS's JSON protocols answer 400, Connect's REST 403. */
const DENIED = { mode: 'error', error: 'AccessDeniedException', status: 400 };

const from = (psid: string) => JSON.stringify(messengerWebhook(psid, { mid: 'm_x', text: WORDS }));
const withEvents = (events: object[]) =>
  JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: 1, messaging: events }] });
const event = (content: object) => ({ sender: { id: ANA }, recipient: { id: PAGE }, ...content });
/** The same bytes each time: it has no instant. */
const signed = (mid: string) => withEvents([event({ message: { mid, text: WORDS } })]);
const hello = signed('m_hello');
const sha1 = (body: string) => ({
  'x-hub-signature': `sha1=${createHmac('sha1', 'sandbox-app-secret').update(body).digest('hex')}`,
});
const sha256 = (body: string) => ({ 'x-hub-signature-256': signature(body) });

/** How many lines there were before the test. */
let before = 0;

async function logged(from = 0): Promise<string[]> {
  const lines = await sandbox.get<{ line: string }[]>('/sandbox/logs');
  return lines.slice(from).map(({ line }) => line);
}

/** What the functions log of it names what happened, and repeats neither words, addresses nor secrets. */
async function expectLog(line: RegExp): Promise<void> {
  const log = (await logged(before)).join('\n');
  expect(log).toMatch(line);
  expect(log).not.toContain(WORDS);
  expect(log).not.toMatch(/2468013579|\+1425/);
  expect(log).not.toMatch(SECRETS);
  expect(log.length).toBeLessThan(20_000);
}

async function saidByAna(): Promise<string[]> {
  await sandbox.settled();
  return (await sandbox.saidBy(ANA)).flat();
}

async function expectNothingInConnect(): Promise<void> {
  await sandbox.settled();
  expect(await sandbox.contacts()).toEqual([]);
}

describe('security', () => {
  beforeAll(() => sandbox.reset());
  beforeEach(async () => {
    before = (await logged()).length;
  });

  // First, because a function keeps the secret that it has once read.
  describe('a secret that the functions may not read', () => {
    beforeAll(() => sandbox.faults({ api: 'secretsmanager:GetSecretValue', ...DENIED }));
    afterAll(() => sandbox.faults());

    it('fails a webhook, so that Meta delivers it again, and tells nobody why', async () => {
      expect(await sandbox.webhook(hello)).toEqual({
        status: 500,
        text: '{"message":"Internal Server Error"}',
      });
      await expectNothingInConnect();
      await expectLog(/"The function failed".*"error":"ServiceFault"/);
    });

    it('fails the verification of the endpoint', async () => {
      const query = `hub.mode=subscribe&hub.verify_token=${WORDS}&hub.challenge=1`;
      const response = await fetch(`${sandbox.url}/webhook/facebook?${query}`);
      expect(response.status).toBe(500);
      await expectLog(/"The function failed".*verify-webhook/);
    });
  });

  describe('what is refused', () => {
    const forged = { ...sha1(hello), 'x-hub-signature-256': signature(hello, 'another-secret') };
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const malformed = Array.from({ length: 2_000 }, () => ({ sender: WORDS }));

    it.each<[string, number, RegExp, string, Record<string, string>?]>([
      ['no signature', 403, /Signature refused/, hello, {}],
      ['the SHA-1 header alone', 403, /Signature refused/, hello, sha1(hello)],
      ['both headers, SHA-1 right, SHA-256 forged', 403, /Signature refused/, hello, forged],
      [
        'a signature of the wrong length',
        403,
        /Signature refused/,
        hello,
        { 'x-hub-signature-256': signature(hello).slice(0, -2) },
      ],
      [
        'unicode escapes that a proxy resolved',
        403,
        /Signature refused/,
        hello.replace(WORDS, `é ${WORDS}`),
        sha256(hello.replace(WORDS, `\\u00e9 ${WORDS}`)),
      ],
      [
        'a body in base64, signed as text',
        403,
        /Signature refused/,
        Buffer.from(hello).toString('base64'),
        sha256(hello),
      ],
      ['5 MB that nobody signed', 403, /Signature refused/, WORDS.repeat(250_000), {}],
      ['5 MB that are no webhook', 400, /cannot be read/, JSON.stringify(WORDS.repeat(250_000))],
      ['100,000 arrays in each other', 400, /cannot be read/, nested],
      [
        'as many in the place of a text',
        400,
        /nested too deeply/,
        from(ANA).replace(`"${WORDS}"`, nested),
      ],
      [
        'a webhook that it inherits',
        400,
        /cannot be read/,
        `{"object":"page","__proto__":${hello}}`,
      ],
    ])('%s', async (_, status, line, body, headers = sha256(body)) => {
      const answer = await sandbox.webhook(body, headers);
      expect(answer.status).toBe(status);
      expect(answer.text).not.toContain(WORDS);
      expect(answer.text.length).toBeLessThan(2_000);
      await expectNothingInConnect();
      await expectLog(line);
    });

    it.each<[string, RegExp, string]>([
      [
        'a customer that the event inherits',
        /a message needs one/,
        withEvents([{ message: { mid: 'm_1', text: WORDS } }]).replace(
          '{"message"',
          `{"__proto__":{"sender":{"id":"${ANA}"}},"message"`,
        ),
      ],
      [
        '2,000 events that cannot be read',
        /messaging\.0\.sender.*1990 more/,
        withEvents(malformed),
      ],
      ['an id with the separator of keys', /sender\.id/, from(`${ANA}#${WORDS}`)],
      ['an id with a null character', /sender\.id/, from(`${ANA}\u0000`)],
      ['an id with a line break at its end', /sender\.id/, from(`${ANA}\n`)],
      ['an id with a path', /sender\.id/, from(`../${ANA}`)],
      ['an id of 65 characters', /sender\.id/, from('1'.repeat(65))],
      ['no id at all', /sender\.id/, from('')],
    ])('%s: a person finds it in the ledger', async (_, cause, body) => {
      expect(await sandbox.webhook(body)).toEqual({ status: 200, text: 'EVENT_RECEIVED' });
      await expectNothingInConnect();
      const [{ id = '' } = {}] = await sandbox.failures();
      expect(await sandbox.get(`/sandbox/failures/${id}`)).toMatchObject({
        error: 'Unreadable',
        cause: expect.stringMatching(cause),
      });
      await expectLog(/Into the failure ledger/);
    });

    it('a message larger than a queue takes: Meta hears that it is not there', async () => {
      expect((await sandbox.webhook(hello.replace(WORDS, WORDS.repeat(60_000)))).status).toBe(500);
      await expectNothingInConnect();
      await expectLog(/SQS (did not take a batch|refused a message)/);
    });

    it.each([
      ['the separator of keys', '+1425#555', 'sms-1'],
      ['a control character', '+1425\u0001555', 'sms-2'],
    ])('an SMS from a number with %s', async (_, number, id) => {
      const body = JSON.stringify(smsNotification(number, WORDS, id));
      await fetch(`${sandbox.url}/sandbox/sms`, { method: 'POST', body });
      await expectNothingInConnect();
      expect(await sandbox.failures()).toContainEqual(
        expect.objectContaining({ error: 'Unreadable', message: expect.stringContaining(id) }),
      );
      await expectLog(/Unreadable/);
    });
  });

  describe('what is taken, and harmless', () => {
    it.each<[string, string, Record<string, string>?]>([
      ['both headers', signed('m_1'), { ...sha1(signed('m_1')), ...sha256(signed('m_1')) }],
      [
        'a wrong SHA-1 header beside the right one',
        signed('m_2'),
        { ...sha256(signed('m_2')), 'x-hub-signature': 'sha1=00' },
      ],
      [
        'a body that API Gateway hands on in base64',
        signed('m_3'),
        { ...sha256(signed('m_3')), 'content-type': 'application/octet-stream' },
      ],
      ['unicode escapes', signed('m_4').replace('words', '\\u0077ords')],
      [
        'prototype keys',
        signed('m_5').replace('"mid"', '"__proto__":{"is_echo":true},"constructor":{},"mid"'),
      ],
    ])('%s', async (_, body, headers = sha256(body)) => {
      const earlier = await saidByAna();
      expect((await sandbox.webhook(body, headers)).status).toBe(200);
      expect(await saidByAna()).toEqual([...earlier, WORDS]);
      await expectLog(/Webhook received/);
    });

    it('a message between a forged one and a thousand receipts', async () => {
      const earlier = await saidByAna();
      const mine = event({ message: { mid: 'm_8', text: WORDS } });
      const receipts = Array.from({ length: 1_000 }, () => event({ read: { watermark: 1 } }));
      const forged = { ...mine, sender: { id: `${ANA}#` } };
      expect((await sandbox.webhook(withEvents([forged, mine, ...receipts]))).status).toBe(200);
      expect(await saidByAna()).toEqual([...earlier, WORDS]);
      expect(await sandbox.failures()).toContainEqual(
        expect.objectContaining({ error: 'Unreadable' }),
      );
      await expectLog(/Webhook received/);
    });

    it('the same body once more, at once and later', async () => {
      const earlier = await saidByAna();
      await sandbox.webhook(hello);
      expect((await sandbox.webhook(hello)).status).toBe(200);
      expect(await saidByAna()).toEqual([...earlier, WORDS]);
      expect((await sandbox.webhook(hello)).status).toBe(200);
      expect(await saidByAna()).toEqual([...earlier, WORDS]);
    });

    it('characters that no queue takes, before somebody else’s message', async () => {
      const odd = `${WORDS}\u0000\u001b\ufffe\uffff`;
      const strange = event({ message: { mid: 'm_6', text: odd } });
      const other = { ...event({ message: { mid: 'm_7', text: 'hi' } }), sender: { id: '1' } };
      expect((await sandbox.webhook(withEvents([strange, other]))).status).toBe(200);
      expect((await saidByAna()).at(-1)).toBe(odd);
      expect(await sandbox.saidBy('1')).toEqual([['hi']]);
    });

    it('text that would be markup in a page, a request or a state machine, both ways', async () => {
      const { contactId } = (await sandbox.contacts())[0] ?? { contactId: '' };
      await sandbox.messenger(ANA, MARKUP);
      await sandbox.agentSays(contactId, MARKUP);
      expect((await saidByAna()).at(-1)).toBe(MARKUP);
      expect((await sandbox.receivedBy(ANA)).at(-1)).toBe(MARKUP);
      expect((await logged(before)).join()).not.toMatch(/script|States\.Format/);
    });
  });

  describe('an application without its permissions', () => {
    beforeEach(async () => {
      await sandbox.reset();
      before = 0;
    });

    it.each([
      ['the table', 'dynamodb:*', 'session-lifecycle', 'DynamoDB.AccessDeniedException', 400, 5],
      ['the start of chats', 'connect:StartChatContact', 'start-chat', 'Refused', 403, 1],
    ])(
      'without %s: the message is in the ledger, and no chat is open',
      async (_, api, by, error, status, attempts) => {
        await sandbox.faults({ api, by, ...DENIED, status });
        await sandbox.webhook(hello);
        await expectNothingInConnect();
        const failures = await sandbox.failures();
        expect(failures).toMatchObject([{ status: 'FAILED', error }]);
        expect(failures[0]?.attempts).toHaveLength(attempts);
        await expectLog(/Into the failure ledger/);
      },
    );

    it('without the queue: Meta delivers it again', async () => {
      await sandbox.faults({ api: 'sqs:SendMessageBatch', by: 'receive-webhook', ...DENIED });
      expect((await sandbox.webhook(hello)).status).toBe(500);
      await expectNothingInConnect();
      await expectLog(/SQS did not take a batch/);
    });
  });
});
