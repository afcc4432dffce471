import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { metrics } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/receive-webhook/handler';
import { unreadableMessage } from '../../../tasks/unreadable';
import { useTables } from '../../support/dynamodb';
import { eventOf, useFacebookSecret, webhookOf } from '../../support/facebook';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { signedPost } from '../../support/webhook';

const clock = useStoppedClock();
useFacebookSecret();
const queue = useInboundQueue();
const tables = useTables();

afterEach(() => jest.restoreAllMocks());

const post = (body: string) => invoke(handler, signedPost(body));
const texts = () => queue.messages().map(({ content }) => 'text' in content && content.text);
const entryOf = (...events: object[]) =>
  tables.item('ledger', unreadableMessage(JSON.stringify(events), 'inbound').id);

const readable = eventOf({ message: { mid: 'm_1', text: 'hello' } });
const forged = { ...readable, sender: { id: 'a#b' } };
const body = JSON.stringify(webhookOf(forged, readable));
const ALPHABET = 'must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -';

describe('a webhook with events that cannot be read', () => {
  it('costs nobody else’s message, and has these in the ledger', async () => {
    const counted = jest.spyOn(metrics, 'addMetric');
    expect(await post(body)).toMatchObject({ statusCode: 200 });
    expect(texts()).toEqual(['hello']);
    expect(await entryOf(forged)).toMatchObject({
      direction: 'inbound',
      status: 'FAILED',
      error: 'Unreadable',
      cause: `entry.0.messaging.0.sender.id: ${ALPHABET}`,
      message: JSON.stringify([forged]),
    });
    expect(counted).toHaveBeenCalledWith('InboundFailed', MetricUnit.Count, 1);
  });

  it('is one entry and one failure, however often Meta delivers it', async () => {
    const counted = jest.spyOn(metrics, 'addMetric');
    await post(body);
    clock.advance(60);
    await post(body);
    expect(await entryOf(forged)).toMatchObject({ attemptCount: 1 });
    const failed = counted.mock.calls.filter(([name]) => name === 'InboundFailed');
    expect(failed).toHaveLength(1);
  });

  it('is one entry for two thousand of them, with what the first ones are', async () => {
    const events = Array.from({ length: 2_000 }, () => ({ sender: 'x'.repeat(300) }));
    expect(await post(JSON.stringify(webhookOf(...events)))).toMatchObject({ statusCode: 200 });
    const { cause, message } = (await entryOf(...events)) ?? {};
    expect(cause).toMatch(/entry\.0\.messaging\.9\.sender: .+; and 1990 more$/);
    expect(cause).not.toContain('messaging.10.');
    expect(message).toHaveLength(100_000);
  });

  it('fails where the ledger does not take them, so that Meta delivers again', async () => {
    tables.failNext('UpdateItem');
    await expect(post(body)).rejects.toThrow();
    expect(texts()).toEqual(['hello']);
    expect(await post(body)).toMatchObject({ statusCode: 200 });
    expect(await entryOf(forged)).toMatchObject({ status: 'FAILED' });
  });

  it('is refused where they are nested too deeply to be written down', async () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const deep = JSON.stringify(webhookOf(readable)).replace('"hello"', nested);
    expect(await post(deep)).toMatchObject({
      statusCode: 400,
      body: expect.stringContaining('The body is nested too deeply.'),
    });
    expect(texts()).toEqual([]);
  });
});
