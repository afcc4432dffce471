import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { held } from '../../../domain/conditional';
import { recordAttempt } from '../../../domain/ledger';
import {
  markRefused,
  markSent,
  releaseSend,
  type SendRecord,
  takeSend,
} from '../../../domain/send-record';
import { tables as wiring } from '../../../infra/wiring';
import { awsError } from '../../support/aws-error';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const KEY = 'send#message-1#0';
const take = () => takeSend('message-1', 0);

describe('takeSend', () => {
  it('notes that the call begins before it begins', async () => {
    const record = await take();
    expect(record).toMatchObject({ pk: KEY, state: 'SENDING', taken: false });
    expect(await tables.item('session', KEY)).toEqual({
      pk: KEY,
      state: 'SENDING',
      owner: record.owner,
      startedAt: clock.iso(),
      [wiring.session.timeToLive]: Date.parse(clock.iso()) / 1000 + 120 * 86_400,
    });
  });

  it('says that the part is taken where an earlier attempt began and never told how it ended', async () => {
    const first = await take();
    expect(await take()).toMatchObject({ state: 'SENDING', owner: first.owner, taken: true });
  });

  it('gives the right to one of two', async () => {
    const both = await Promise.all([take(), take()]);
    expect(both.map(({ taken }) => taken).sort()).toEqual([false, true]);
  });

  it('knows its own record where only the answer to its write was lost', async () => {
    tables.loseNextAnswer('PutItem');
    expect(await take()).toMatchObject({ state: 'SENDING', taken: false });
  });

  it('gives what the provider answered where the part was sent', async () => {
    await markSent(await take(), 'provider-1');
    expect(await take()).toMatchObject({
      state: 'SENT',
      providerMessageId: 'provider-1',
      taken: false,
    });
  });

  it('takes anew what the provider had refused, since a replay may send it', async () => {
    await markRefused(await take(), 'Graph API: HTTP 400, code 10');
    expect(await take()).toMatchObject({ state: 'SENDING', taken: false });
    expect(await tables.item('session', KEY)).not.toHaveProperty('reason');
  });

  it('takes anew what was released', async () => {
    await releaseSend(await take());
    expect(await take()).toMatchObject({ state: 'SENDING', taken: false });
  });

  it.each([
    ['released', undefined],
    ['refused', { pk: KEY, state: 'REFUSED', owner: 'other', reason: 'no' }],
  ])(
    'does not send without a record of its own where another attempt %s the part meanwhile',
    async (_, found) => {
      if (found) await tables.put('session', found);
      tables.failNext('PutItem', 'ConditionalCheckFailedException');
      await expect(take()).rejects.toMatchObject({ name: 'ServiceFault' });
    },
  );

  it('keeps messages and parts apart', async () => {
    await take();
    expect(await takeSend('message-1', 1)).toMatchObject({ pk: 'send#message-1#1', taken: false });
    expect(await takeSend('message-2', 0)).toMatchObject({ pk: 'send#message-2#0', taken: false });
  });

  it('keeps a record as long as the ledger keeps the failure, so that a replay still sees it', async () => {
    await take();
    const failure = { id: 'failure-1', direction: 'outbound', message: {} } as const;
    await recordAttempt(failure, { error: 'Refused', cause: 'no' }, 'FAILED');
    const [record, entry] = [
      await tables.item('session', KEY),
      await tables.item('ledger', 'failure-1'),
    ];
    expect(Number(record?.ttl)).toBeGreaterThanOrEqual(Number(entry?.ttl));
  });
});

describe('the end of a part', () => {
  it('is SENT with the id that the provider gave', async () => {
    await markSent(await take(), 'provider-1');
    expect(await tables.item('session', KEY)).toMatchObject({
      state: 'SENT',
      providerMessageId: 'provider-1',
    });
  });

  it('is REFUSED with the reason', async () => {
    await markRefused(await take(), 'Graph API: HTTP 400, code 10');
    expect(await tables.item('session', KEY)).toMatchObject({
      state: 'REFUSED',
      reason: 'Graph API: HTTP 400, code 10',
    });
  });

  it('leaves no record where nothing was sent', async () => {
    await releaseSend(await take());
    expect(await tables.item('session', KEY)).toBeUndefined();
  });
});

describe('the end of a part that another execution has taken since', () => {
  it.each<[string, (record: SendRecord) => Promise<void>]>([
    ['releases nothing', releaseSend],
    ['settles nothing', (record) => markRefused(record, 'too late')],
  ])('%s', async (_, end) => {
    const given = await take();
    await tables.put('session', { ...given, owner: 'the replay', state: 'SENT' });
    await end(given);
    expect(await tables.item('session', KEY)).toMatchObject({ owner: 'the replay', state: 'SENT' });
  });
});

describe('held', () => {
  it('is true where the write took place', async () => {
    expect(await held(Promise.resolve({}))).toBe(true);
  });

  it('is false where the condition did not hold', async () => {
    const refusal = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    expect(await held(Promise.reject(refusal))).toBe(false);
  });

  it('passes on every other error: nobody knows whether the condition held', async () => {
    const error = awsError('ProvisionedThroughputExceededException', 400);
    await expect(held(Promise.reject(error))).rejects.toBe(error);
  });
});
