import {
  isSettled,
  type LedgerEntry,
  type LedgerStatus,
  ledgerId,
  readEntry,
  recordAttempt,
  recordDelivery,
} from '../../../domain/ledger';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
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
