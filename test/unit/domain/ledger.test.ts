import {
  isSettled,
  type LedgerEntry,
  type LedgerMessage,
  type LedgerStatus,
  ledgerId,
  readEntry,
  recordAttempt,
  recordBeginning,
  recordDelivery,
  recordWait,
} from '../../../domain/ledger';
import { tables as wiring } from '../../../infra/wiring';
import { inboundMessage } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();

const message: LedgerMessage = {
  id: 'failure-1',
  direction: 'inbound',
  channel: 'facebook',
  businessId: '104512398765432',
  vendorId: '7301846529018273',
  message: inboundMessage(),
};
const fault = { error: 'ServiceFault', cause: 'HTTP 503', executionArn: 'arn:run:1' };
const quota = { error: 'ChatQuotaFull', cause: 'LimitExceededException' };
const entry = () => tables.item('ledger', 'failure-1');

describe('recordAttempt', () => {
  it('enters the message, the error and the attempt', async () => {
    await recordAttempt(message, fault, 'RETRYING');
    expect(await entry()).toEqual({
      ...message,
      ...fault,
      status: 'RETRYING',
      attempts: [{ at: clock.iso(), ...fault }],
      attemptCount: 1,
      firstFailedAt: clock.iso(),
      lastFailedAt: clock.iso(),
      [wiring.ledger.timeToLive]: Date.parse(clock.iso()) / 1000 + 90 * 86_400,
    });
  });

  it('adds each further attempt, and shows the last error', async () => {
    const first = clock.iso();
    await recordAttempt(message, fault, 'RETRYING');
    clock.advance(10);
    const refused = { error: 'Refused', cause: 'HTTP 400', executionArn: 'arn:run:2' };
    await recordAttempt(message, refused, 'FAILED');
    expect(await entry()).toMatchObject({
      ...refused,
      status: 'FAILED',
      attempts: [
        { at: first, ...fault },
        { at: clock.iso(), ...refused },
      ],
      attemptCount: 2,
      firstFailedAt: first,
      lastFailedAt: clock.iso(),
    });
  });

  it('counts every one of several at the same instant', async () => {
    await Promise.all([1, 2, 3].map(() => recordAttempt(message, fault, 'RETRYING')));
    expect(await entry()).toMatchObject({ attemptCount: 3, attempts: [fault, fault, fault] });
  });

  it('takes a message of which nobody knows whose it is', async () => {
    const unreadable = { id: 'failure-1', direction: 'outbound', message: '<xml>' } as const;
    await recordAttempt(unreadable, { error: 'Unreadable', cause: 'not JSON' }, 'FAILED');
    expect(await entry()).toMatchObject({ ...unreadable, status: 'FAILED' });
    expect(await entry()).not.toHaveProperty('vendorId');
  });

  it('cuts a cause that is longer than people read', async () => {
    await recordAttempt(message, { error: 'E', cause: 'x'.repeat(5_000) }, 'FAILED');
    const { cause, attempts } = (await entry()) as { cause: string; attempts: [typeof quota] };
    expect([cause.length, attempts[0].cause.length]).toEqual([1_000, 1_000]);
  });

  it('passes on that the ledger does not take it', async () => {
    tables.failNext('UpdateItem');
    await expect(recordAttempt(message, fault, 'FAILED')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('a failure that is told late', () => {
  it.each(['FAILED', 'DISCARDED', 'REPLAYED', 'RECOVERED'])(
    'leaves an entry as it is that is %s',
    async (status) => {
      await recordAttempt(message, fault, 'RETRYING');
      const before = { ...(await entry()), status };
      await tables.put('ledger', before);
      await recordAttempt(message, fault, 'FAILED');
      expect(await entry()).toEqual(before);
    },
  );
});

describe('what is told of a receive', () => {
  const told = { ...fault, receive: 'receive-1' };

  it.each([
    ['attempt', recordAttempt, { attemptCount: 1, attempts: [fault] }],
    ['wait', recordWait, { waitCount: 1 }],
    ['beginning', recordBeginning, { silentCount: 1 }],
  ] as const)(
    'counts once where the answer to the first write was lost: %s',
    async (_, record, counted) => {
      tables.loseNextAnswer('UpdateItem');
      await record(message, told, 'RETRYING');
      expect(tables.actions()).toEqual(['UpdateItem', 'UpdateItem']);
      expect(await entry()).toMatchObject(counted);
    },
  );

  it('counts beside what is told of the next one', async () => {
    await recordAttempt(message, told, 'RETRYING');
    await recordAttempt(message, { ...told, receive: 'receive-2' }, 'RETRYING');
    expect(await entry()).toMatchObject({ attemptCount: 2, attempts: [fault, fault] });
  });

  it('counts where its beginning was told before', async () => {
    await recordBeginning(message, told, 'RETRYING');
    await recordAttempt(message, told, 'RETRYING');
    expect(await entry()).toMatchObject({ attemptCount: 1, attempts: [fault] });
  });
});

describe('what is told while a replay is under way', () => {
  const replaying = { status: 'REPLAYING', replays: 2, attempts: [fault], ...fault } as const;

  it.each([0, 1])('is dropped where it is of an earlier one: replay %i', async (replay) => {
    await tables.put('ledger', { ...message, ...replaying });
    await recordAttempt(message, { ...quota, replay }, 'FAILED');
    expect(await entry()).toEqual({ ...message, ...replaying });
  });

  it('is entered where it is of this one', async () => {
    await tables.put('ledger', { ...message, ...replaying });
    await recordAttempt(message, { ...quota, replay: 2 }, 'FAILED');
    expect(await entry()).toMatchObject({ status: 'FAILED', attempts: [fault, quota] });
  });
});

describe('what is told last', () => {
  it('counts, though something else was told of the same receive', async () => {
    await recordAttempt(message, { ...fault, receive: 'receive-1' }, 'RETRYING');
    await recordAttempt(message, { ...fault, receive: 'receive-1' }, 'FAILED');
    expect(await entry()).toMatchObject({ status: 'FAILED', attemptCount: 2 });
  });
});

describe('recordBeginning', () => {
  it('enters the message, so that the count outlives the function', async () => {
    await recordBeginning(message, { ...quota, receive: 'receive-1' }, 'RETRYING');
    await recordBeginning(message, { ...quota, receive: 'receive-2' }, 'RETRYING');
    const { attempts, silentCount, ...rest } = (await entry()) as unknown as LedgerEntry;
    const { message: _, ...known } = message;
    expect(rest).toMatchObject({ ...known, ...quota, status: 'RETRYING' });
    expect([attempts, silentCount]).toEqual([[], 2]);
  });

  it('keeps no text: it may yet be redacted, or delivered', async () => {
    await recordBeginning(message, { ...quota, receive: 'receive-1' }, 'RETRYING');
    expect(await entry()).not.toHaveProperty('message');
    await recordAttempt(message, fault, 'FAILED');
    expect(await entry()).toMatchObject(message);
  });

  it.each([
    ['an attempt', recordAttempt],
    ['a wait', recordWait],
  ])('counts anew after %s', async (_, record) => {
    await recordBeginning(message, quota, 'RETRYING');
    await record(message, fault, 'RETRYING');
    expect(await entry()).not.toHaveProperty('silentCount');
  });
});

describe('recordWait', () => {
  it('counts the wait, and no attempt', async () => {
    await recordWait(message, quota, 'RETRYING');
    expect(await entry()).toEqual({
      ...message,
      ...quota,
      status: 'RETRYING',
      attempts: [],
      waitCount: 1,
      firstFailedAt: clock.iso(),
      lastFailedAt: clock.iso(),
      ttl: Date.parse(clock.iso()) / 1000 + 90 * 86_400,
    });
  });

  it('leaves the attempts before it as they are', async () => {
    await recordAttempt(message, fault, 'RETRYING');
    await recordWait(message, quota, 'RETRYING');
    await recordWait(message, quota, 'RETRYING');
    expect(await entry()).toMatchObject({
      attempts: [fault],
      attemptCount: 1,
      waitCount: 2,
      error: 'ChatQuotaFull',
    });
  });
});

const attempt = { error: 'ServiceFault', cause: 'HTTP 503' };
const weekFromNow = () => Date.parse(clock.iso()) / 1000 + 7 * 86_400;

const entered = (status: LedgerStatus) =>
  recordAttempt({ id: 'failure-1', direction: 'inbound', message: {} }, attempt, status);

describe('recordDelivery', () => {
  it.each([
    ['RETRYING', 'RECOVERED'],
    ['REPLAYING', 'REPLAYED'],
  ] as const)('makes %s to %s, and keeps the entry for a week', async (from, to) => {
    await entered(from);
    const before = await readEntry('failure-1');
    await recordDelivery('failure-1');
    expect(await readEntry('failure-1')).toEqual({ ...before, status: to, ttl: weekFromNow() });
  });

  it.each(['FAILED', 'OUTCOME_UNKNOWN', 'REPLAYED', 'RECOVERED', 'DISCARDED'] as const)(
    'leaves an entry alone that is %s',
    async (status) => {
      await entered(status);
      const before = await readEntry('failure-1');
      await recordDelivery('failure-1');
      expect(await readEntry('failure-1')).toEqual(before);
    },
  );

  it('enters nothing for a message that never failed', async () => {
    await recordDelivery('failure-1');
    expect(await readEntry('failure-1')).toBeUndefined();
  });
});

describe('isSettled', () => {
  it.each<[LedgerStatus, boolean]>([
    ['RETRYING', false],
    ['REPLAYING', false],
    ['FAILED', true],
    ['OUTCOME_UNKNOWN', true],
    ['REPLAYED', true],
    ['RECOVERED', true],
    ['DISCARDED', true],
  ])('%s: %s', (status, expected) => {
    expect(isSettled({ status } as LedgerEntry)).toBe(expected);
  });
});

describe('readEntry', () => {
  it('reads consistently: the count of attempts decides whether there is another', async () => {
    await readEntry('failure-1');
    expect(tables.calls()).toEqual([
      {
        action: 'GetItem',
        input: { TableName: 'ledger', Key: { id: { S: 'failure-1' } }, ConsistentRead: true },
      },
    ]);
  });
});

it('names an entry by the first half of the hash, as executions are named', () => {
  expect(ledgerId('0123456789abcdef'.repeat(4))).toBe('0123456789abcdef'.repeat(2));
});
