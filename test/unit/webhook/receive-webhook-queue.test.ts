import { logger, metrics } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/receive-webhook/handler';
import { ANA, BO, eventOf, useFacebookSecret, webhookOf } from '../../support/facebook';
import { fixtureText } from '../../support/fixture';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { signedPost } from '../../support/webhook';

const clock = useStoppedClock();
useFacebookSecret();
const queue = useInboundQueue();

const post = (body: string) => invoke(handler, signedPost(body));
const said = (mid: string, sender = ANA) => ({
  ...eventOf({ message: { mid, text: `words of ${mid}` } }),
  sender: { id: sender },
});
const idsOf = (messages: { id: string }[]) => messages.map(({ id }) => id);
const idsInBatches = () => queue.batches().map((batch) => batch.map(({ message }) => message.id));

afterEach(() => jest.restoreAllMocks());

describe('a webhook’s message in the inbound queue', () => {
  it('stands in its conversation’s group, under the hash of Meta’s id', async () => {
    await post(fixtureText('facebook/text'));
    expect(queue.urls()).toEqual(['https://sqs.us-east-1.amazonaws.com/111122223333/inbound.fifo']);
    expect(queue.entries()).toEqual([
      {
        group: '50bac4b80a83f8020b7d5da1c1f5c6a324c3782e584dfe3f140f2cea5ea4ed4d',
        deduplication: '105f937f2a10b2a74d591667e682ba536a65b69f93f1813ce04d4ece2e51f89c',
        message: {
          id: 'm_pRNKY5rSg35FV4OSDASdbIjBAjmcR93m1SDnwRCY2GI_o3xpaGYBJPKlAatO7DkEpfZedkBZaGB-zmlYWocB4k',
          channel: 'facebook',
          businessId: '104772918356620',
          vendorId: '6204918374651029',
          content: { type: 'text', text: 'Where is my parcel? Übermorgen wäre zu spät.' },
          sentAt: '2026-11-20T10:00:00.001Z',
          receivedAt: clock.iso(),
          displayName: 'Messenger customer',
        },
      },
    ]);
  });

  it('fits SQS with an id of 164 characters', async () => {
    const mid = `m_${'x'.repeat(162)}`;
    await post(JSON.stringify(webhookOf(said(mid))));
    expect(queue.entries()).toMatchObject([
      {
        deduplication: '6ef9a401b12638b529ea0148ffaf5717faabd01f340470b2c23cfa95a822a1b7',
        message: { id: mid },
      },
    ]);
  });

  it('has the same deduplication id when Meta delivers it again', async () => {
    await post(fixtureText('facebook/text'));
    clock.advance(60);
    await post(fixtureText('facebook/text'));
    const [first, second] = queue.entries();
    expect(second?.deduplication).toBe(first?.deduplication);
    expect(second?.group).toBe(first?.group);
  });
});

describe('several messages of one webhook', () => {
  it('go in successive batches where they are one customer’s', async () => {
    await post(JSON.stringify(webhookOf(said('a1'), said('b1', BO), said('a2'), said('a3'))));
    expect(idsInBatches()).toEqual([['a1', 'b1'], ['a2'], ['a3']]);
  });

  it('go ten to a batch where they are of many customers', async () => {
    const customers = Array.from({ length: 12 }, (_, i) => `${1000 + i}`);
    await post(JSON.stringify(webhookOf(...customers.map((id) => said(`of-${id}`, id)))));
    expect(queue.batches().map((batch) => batch.length)).toEqual([10, 2]);
    expect(new Set(queue.entries().map(({ group }) => group)).size).toBe(12);
  });

  it('wait where the one before them was not taken, so that none overtakes it', async () => {
    queue.refuse(({ id }) => id === 'a1');
    await post(JSON.stringify(webhookOf(said('a1'), said('a2'), said('b1', BO), said('b2', BO))));
    expect(idsInBatches()).toEqual([['a1', 'b1'], ['b2']]);
  });

  it('are taken whole when Meta delivers again after a failure', async () => {
    const body = JSON.stringify(webhookOf(said('a1'), said('a2')));
    queue.refuse(() => true);
    expect(await post(body)).toMatchObject({ statusCode: 500 });
    queue.refuse(() => false);
    expect(await post(body)).toMatchObject({ statusCode: 200 });
    expect(idsOf(queue.messages())).toEqual(['a1', 'a1', 'a2']);
  });

  it('are counted, and logged by kind alone', async () => {
    const addMetric = jest.spyOn(metrics, 'addMetric');
    const info = jest.spyOn(logger, 'info');
    queue.refuse(({ vendorId }) => vendorId === BO);
    await post(fixtureText('facebook/several-customers'));
    expect(addMetric.mock.calls).toEqual([['InboundReceived', 'Count', 3]]);
    expect(info.mock.calls.at(-1)).toEqual([
      'Webhook received',
      { messages: 4, ignored: ['read'], failed: 1, unreadable: 0 },
    ]);
  });
});
