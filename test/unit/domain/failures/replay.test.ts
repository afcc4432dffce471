import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { agentEventHash, contactGroup } from '../../../../domain/agent-event';
import { replay } from '../../../../domain/failures/replay';
import { recordAttempt, recordDelivery } from '../../../../domain/ledger';
import { conversationId, messageHash } from '../../../../domain/message';
import { markSent, takeSend } from '../../../../domain/send-record';
import { awsError } from '../../../support/aws-error';
import { inboundMessage } from '../../../support/customers';
import { delivery } from '../../../support/delivery';
import { useTables } from '../../../support/dynamodb';
import { failure, outcomeUnknown } from '../../../support/failure-entries';
import { place, useQueues } from '../../../support/ledger';
import { useStoppedClock } from '../../../support/stopped-clock';
import { agentEvent } from '../../../support/streaming';

const clock = useStoppedClock();
const tables = useTables();
const queues = useQueues();
const entry = (id = failure().id) => tables.item('ledger', id);
const enter = async (one = failure()) => {
  await tables.put('ledger', one);
  return one;
};

describe('a replay', () => {
  it('puts what a customer said back into its queue, under an id that SQS has not seen', async () => {
    expect(await replay(place, await enter())).toBe(1);
    expect(queues.sent()).toEqual([
      {
        QueueUrl: place.queueUrls.inbound,
        MessageGroupId: conversationId(inboundMessage()),
        MessageDeduplicationId: `${messageHash(inboundMessage())}-r1`,
        MessageBody: expect.any(String),
        MessageAttributes: { replay: { DataType: 'Number', StringValue: '1' } },
      },
    ]);
    expect(JSON.parse(queues.sent()[0]?.MessageBody ?? '')).toEqual(inboundMessage());
  });

  it('puts what an agent said back into the other queue', async () => {
    const event = agentEvent();
    await replay(place, await enter(outcomeUnknown({ status: 'FAILED' })));
    expect(queues.sent()).toMatchObject([
      {
        QueueUrl: place.queueUrls.outbound,
        MessageGroupId: contactGroup(event),
        MessageDeduplicationId: `${agentEventHash(event)}-r1`,
      },
    ]);
    expect(JSON.parse(queues.sent()[0]?.MessageBody ?? '')).toEqual(event);
  });

  it('counts attempts and waits anew, and keeps the record of those before', async () => {
    const before = await enter();
    await replay(place, before);
    expect(await entry()).toEqual({
      ...before,
      status: 'REPLAYING',
      attemptCount: 0,
      waitCount: 0,
      replays: 1,
      claimId: expect.any(String),
      replayedAt: clock.iso(),
      queuedAt: clock.iso(),
      ttl: Date.parse(clock.iso()) / 1000 + 90 * 86_400,
    });
  });

  it('has another id each time', async () => {
    await enter(failure({ replays: 2 }));
    expect(await replay(place, failure({ replays: 2 }))).toBe(3);
    expect(queues.sent()[0]?.MessageDeduplicationId).toMatch(/-r3$/);
  });

  it.each([
    ['RETRYING', {}, 'It is still being tried on its own.'],
    ['REPLAYING', { queuedAt: 'then' }, 'It is being replayed already: wait for the outcome.'],
    ['REPLAYING', { attemptCount: 1 }, 'It is being replayed already: wait for the outcome.'],
    ['REPLAYING', { silentCount: 1 }, 'It is being replayed already: wait for the outcome.'],
    ['REPLAYING', { waitCount: 1 }, 'It is being replayed already: wait for the outcome.'],
    ['REPLAYED', {}, 'A replay has delivered it already.'],
    ['RECOVERED', {}, 'It was delivered by a later attempt of its own.'],
    ['DISCARDED', {}, 'It was discarded.'],
    ['OUTCOME_UNKNOWN', {}, 'Nobody knows whether the agent received it'],
    ['FAILED', { message: '<xml>' }, 'It cannot be read as a message, so no queue can take it'],
  ] as const)('is refused to what is %s (%j), and says why', async (status, more, sentence) => {
    const one = await enter(failure({ status, attemptCount: 0, waitCount: 0, ...more }));
    await expect(replay(place, one)).rejects.toMatchObject({
      name: 'NotAllowed',
      message: expect.stringContaining(sentence),
    });
    expect(await entry()).toEqual(one);
    expect(queues.sent()).toEqual([]);
  });

  it.each(['RETRYING', 'REPLAYING'] as const)(
    'is forced on what is %s and was not heard of for a day: its queue has lost it',
    async (status) => {
      const then = '2026-11-10T10:00:00.000Z';
      const one = await enter(failure({ status, replays: 1, queuedAt: then, lastFailedAt: then }));
      await expect(replay(place, one)).rejects.toThrow('Nothing has been heard of it for a day');
      expect(await replay(place, one, { force: true })).toBe(2);
      expect(queues.sent()).toHaveLength(1);
    },
  );

  it('cannot be forced on what cannot be read', async () => {
    const one = await enter(failure({ status: 'OUTCOME_UNKNOWN', message: { id: 1 } }));
    await expect(replay(place, one, { force: true })).rejects.toThrow('cannot be read');
  });
});

describe('two replays of one message at the same moment', () => {
  it('send it once, and the other one is told', async () => {
    const one = await enter();
    const both = await Promise.allSettled([replay(place, one), replay(place, one)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: 'Somebody else changed it meanwhile: it is REPLAYING now.' },
    });
    expect(queues.sent()).toHaveLength(1);
  });

  it('are told of each other by the ledger, though the entry failed in the same way again', async () => {
    const before = await enter();
    await enter(failure({ lastFailedAt: '2026-11-20T11:00:00.000Z', replays: 1 }));
    await expect(replay(place, before)).rejects.toThrow('it is FAILED now');
    expect(queues.sent()).toEqual([]);
  });

  it('are told where the entry is gone', async () => {
    await expect(replay(place, failure())).rejects.toThrow('it is gone now');
  });
});

describe('a replay whose claim was taken and the answer lost', () => {
  beforeEach(() => tables.loseNextAnswer('UpdateItem'));

  it('goes on: the claim is its own', async () => {
    expect(await replay(place, await enter())).toBe(1);
    expect(queues.sent()).toHaveLength(1);
    expect(await entry()).toMatchObject({ status: 'REPLAYING', queuedAt: clock.iso() });
  });

  it('ends where the claim is another one’s', async () => {
    await enter(failure({ status: 'REPLAYING', claimId: 'another' }));
    await expect(replay(place, failure())).rejects.toThrow('it is REPLAYING now');
    expect(queues.sent()).toEqual([]);
  });
});

describe('a replay that SQS refused', () => {
  const refuses = () =>
    queues.client.on(SendMessageCommand).rejects(awsError('QueueDoesNotExist', 400));

  it('leaves the entry as it was, but for its number, which SQS may know', async () => {
    const before = await enter(failure({ replays: 3 }));
    refuses();
    await expect(replay(place, before)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    expect(await entry()).toEqual({ ...before, replays: 4 });
  });

  it('stays begun where an attempt of the SDK before the refused one may have reached the queue', async () => {
    const refused = awsError('AccessDenied', 403);
    queues.client
      .on(SendMessageCommand)
      .rejects(Object.assign(refused, { $metadata: { ...refused.$metadata, attempts: 2 } }));
    await expect(replay(place, await enter())).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await entry()).toMatchObject({ status: 'REPLAYING', replays: 1 });
  });

  it('stays begun where somebody else began it: it may be in the queue', async () => {
    const begun = await enter(failure({ status: 'REPLAYING', attemptCount: 0, waitCount: 0 }));
    refuses();
    await expect(replay(place, begun)).rejects.toThrow();
    expect(await entry()).toEqual(begun);
  });

  it('says so, too, where the entry cannot be put back: the next replay finds it', async () => {
    refuses();
    tables.failNext('PutItem', 'AccessDeniedException', 'claimId');
    await expect(replay(place, await enter())).rejects.toThrow();
    expect(await entry()).toMatchObject({ status: 'REPLAYING', replays: 1 });
  });
});

describe('a replay of which nobody knows whether SQS took it', () => {
  it('can be done again, under the same id', async () => {
    queues.client.on(SendMessageCommand).rejectsOnce(awsError('ServiceUnavailable', 503));
    await expect(replay(place, await enter())).rejects.toThrow();
    const stranded = (await entry()) as never;
    expect(stranded).toMatchObject({ status: 'REPLAYING', replays: 1 });
    expect(await replay(place, stranded)).toBe(1);
    expect(queues.sent().map((sent) => sent.MessageDeduplicationId?.slice(-3))).toEqual([
      '-r1',
      '-r1',
    ]);
    expect(await entry()).toMatchObject({ replays: 1, queuedAt: clock.iso() });
  });
});

describe('a replay whose operator’s process ends right after one of its calls', () => {
  class Killed extends Error {}
  /** The place, for as many calls. */
  const forCalls = (calls: number): typeof place => {
    let left = calls;
    const mortal = (client: { send(command: never): Promise<unknown> }) => {
      const send = async (command: never) => {
        const answer = await client.send(command);
        left -= 1;
        if (left === 0) throw new Killed();
        return answer;
      };
      return { send } as never;
    };
    return { ...place, dynamodb: mortal(place.dynamodb), sqs: mortal(place.sqs) };
  };

  it.each([
    ['the claim', 1],
    ['the look at it', 2],
    ['the sending', 3],
  ])('is taken up where it ended: after %s', async (_, calls) => {
    await expect(replay(forCalls(calls), await enter())).rejects.toBeInstanceOf(Killed);
    const begun = (await entry()) as never;
    expect(await replay(place, begun)).toBe(1);
    const ids = queues.sent().map((sent) => sent.MessageDeduplicationId);
    expect(new Set(ids).size).toBe(1);
    expect(await entry()).toMatchObject({ status: 'REPLAYING', replays: 1, queuedAt: clock.iso() });
  });

  it('is as good as done after the note that it is queued, its last call', async () => {
    await expect(replay(forCalls(4), await enter())).rejects.toBeInstanceOf(Killed);
    await expect(replay(place, (await entry()) as never)).rejects.toThrow('It is being replayed');
    expect(queues.sent()).toHaveLength(1);
    await enter();
    expect(await replay(forCalls(5), failure())).toBe(1);
  });
});

describe('a replay that is over before it is noted', () => {
  it('stays what it came to', async () => {
    queues.client.on(SendMessageCommand).callsFake(() => recordDelivery(failure().id));
    await replay(place, await enter());
    expect(await entry()).toMatchObject({ status: 'REPLAYED' });
    expect(await entry()).not.toHaveProperty('queuedAt');
  });

  it('can be replayed once more where it failed again', async () => {
    const message = await delivery().message.ledgerMessage();
    queues.client
      .on(SendMessageCommand)
      .callsFakeOnce(() => recordAttempt(message, { error: 'E', cause: '', replay: 1 }, 'FAILED'));
    clock.advance(10);
    await replay(place, await enter());
    const again = (await entry()) as never;
    expect(again).toMatchObject({ status: 'FAILED', error: 'E', attemptCount: 1 });
    expect(await replay(place, again)).toBe(2);
  });
});

describe('a replay of what nobody knows the outcome of', () => {
  const unknown = (lastFailedAt: string) => enter(outcomeUnknown({ lastFailedAt }));
  const { id } = agentEvent();
  const send = (part: number) => tables.item('session', `send#${id}#${part}`);

  it('is refused to what an agent said, too', async () => {
    const sentence =
      'Nobody knows whether the customer received it, and a replay may send it twice';
    await expect(replay(place, await unknown(clock.iso()))).rejects.toThrow(sentence);
  });

  it('frees what was being sent where it is forced, and nothing that was sent', async () => {
    await markSent(await takeSend(id, 0), 'provider-1');
    await takeSend(id, 1);
    clock.advance(1);
    expect(await replay(place, await unknown(clock.iso()), { force: true })).toBe(1);
    expect(await send(0)).toMatchObject({ state: 'SENT' });
    expect(await send(1)).toBeUndefined();
    expect(queues.sent()).toHaveLength(1);
  });

  it('leaves a sending alone that began after the failure: it may be going on', async () => {
    const failed = await unknown(clock.iso());
    clock.advance(1);
    await takeSend(id, 0);
    await replay(place, failed, { force: true });
    expect(await send(0)).toMatchObject({ state: 'SENDING' });
  });

  it('frees nothing where another operator was faster', async () => {
    await takeSend(id, 0);
    const failed = await unknown(clock.iso());
    await unknown('2030-01-01T00:00:00.000Z');
    await expect(replay(place, failed, { force: true })).rejects.toThrow('Somebody else');
    expect(await send(0)).toMatchObject({ state: 'SENDING' });
  });

  it('frees nothing where it is not forced', async () => {
    await takeSend(id, 0);
    await replay(place, await enter(outcomeUnknown({ status: 'FAILED' })));
    expect(await send(0)).toMatchObject({ state: 'SENDING' });
  });
});
