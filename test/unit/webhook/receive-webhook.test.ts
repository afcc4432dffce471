import { handler } from '../../../tasks/receive-webhook/handler';
import { BO, eventOf, useFacebookSecret, webhookOf } from '../../support/facebook';
import { fixtureText } from '../../support/fixture';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { httpRequest, signedPost } from '../../support/webhook';

useStoppedClock();
const secret = useFacebookSecret();
const queue = useInboundQueue();

const post = (body: string, path?: string) => invoke(handler, signedPost(body, { path }));

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
const JSON_TYPE = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };

const refusal = (statusCode: number, error: string, message: string) => ({
  statusCode,
  headers: JSON_TYPE,
  body: JSON.stringify({ error, message }),
});

const NOT_QUEUED = refusal(500, 'NotQueued', 'Not every message could be queued.');

describe('POST /webhook/facebook', () => {
  it.each([
    ['a message', 'text', 1],
    ['a tap', 'postback', 1],
    ['several messages', 'several-customers', 4],
    ['a message beside a standby event', 'standby-beside-a-message', 1],
    ['an echo', 'echo', 0],
    ['a receipt', 'read', 0],
    ['a standby event', 'standby', 0],
    ['an event of an unknown kind', 'unknown-kind', 0],
    ['a change of the feed', 'feed-change', 0],
  ])('answers 200 once it is in the queue: %s', async (_, name, messages) => {
    expect(await post(fixtureText(`facebook/${name}`))).toEqual({
      statusCode: 200,
      headers: TEXT,
      body: 'EVENT_RECEIVED',
    });
    expect(queue.entries()).toHaveLength(messages);
  });

  it.each([
    ['no JSON', 'Hello', 'The body is not JSON.'],
    ['an empty body', '', 'The body is not JSON.'],
    ['JSON cut short', '{"object":"page","ent', 'The body is not JSON.'],
    ['no webhook', '[]', 'body: Invalid input: expected object, received array'],
    [
      'a forged id',
      JSON.stringify(webhookOf({ ...eventOf({ message: { mid: 'm_1' } }), sender: { id: 'a#b' } })),
      'entry.0.messaging.0.sender.id: must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -',
    ],
  ])('answers 400 with the reason to %s', async (_, body, message) => {
    expect(await post(body)).toEqual(refusal(400, 'BadRequest', message));
    expect(queue.entries()).toEqual([]);
  });

  it('answers 404 to another product', async () => {
    expect(await post(fixtureText('facebook/instagram'))).toEqual(
      refusal(404, 'NotFound', 'This webhook serves the object "page" only.'),
    );
  });

  it('answers 500 where SQS takes no message, so that Meta delivers again', async () => {
    queue.fails(new Error('connect ECONNREFUSED'));
    expect(await post(fixtureText('facebook/text'))).toEqual(NOT_QUEUED);
  });

  it('answers 500 where SQS takes all but one', async () => {
    queue.refuse(({ vendorId }) => vendorId === BO);
    expect(await post(fixtureText('facebook/several-customers'))).toEqual(NOT_QUEUED);
    expect(queue.messages().map(({ content }) => content)).toContainEqual({
      type: 'text',
      text: 'third of Ana',
    });
  });

  it('fails, rather than refuse, where the secret cannot be read', async () => {
    secret.becomes({});
    await expect(post(fixtureText('facebook/text'))).rejects.toMatchObject({
      name: 'SecretMalformed',
    });
  });
});

describe('POST to a channel that does not exist', () => {
  it.each(['/webhook/telegram', '/webhook/sms', '/webhook/constructor', '/webhook/'])(
    'answers 404 before anything else: %s',
    async (path) => {
      expect(await invoke(handler, httpRequest('POST', { path, body: 'x' }))).toEqual(
        refusal(404, 'NotFound', 'There is no such channel.'),
      );
      expect(secret.fetches()).toBe(0);
    },
  );
});
