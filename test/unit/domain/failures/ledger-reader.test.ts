import {
  findEntries,
  findEntry,
  type LedgerQuery,
} from '../../../../domain/failures/ledger-reader';
import type { LedgerEntry } from '../../../../domain/ledger';
import { useTables } from '../../../support/dynamodb';
import { failure } from '../../../support/failure-entries';
import { place } from '../../../support/ledger';

const tables = useTables();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
const enter = (id: string, minute: number, more: Partial<LedgerEntry> = {}) => {
  const one = failure({ id, firstFailedAt: at(minute), lastFailedAt: at(minute), ...more });
  return tables.put('ledger', one);
};
const ids = async (query: LedgerQuery) => (await findEntries(place, query)).map(({ id }) => id);

describe('findEntries', () => {
  it('gives those of the statuses, the first to fail first', async () => {
    await enter('c', 3);
    await enter('a', 1);
    await enter('b', 2, { status: 'OUTCOME_UNKNOWN' });
    await enter('d', 4, { status: 'DISCARDED' });
    expect(await ids({ statuses: ['FAILED', 'OUTCOME_UNKNOWN'] })).toEqual(['a', 'b', 'c']);
  });

  it('keeps a message before a later one though it was replayed, and failed again after that', async () => {
    await enter('second', 2);
    await enter('first', 1, { lastFailedAt: at(9) });
    expect(await ids({ statuses: ['FAILED'] })).toEqual(['first', 'second']);
  });

  it('gives what failed last since then', async () => {
    await enter('before', 1);
    await enter('then', 2);
    await enter('after', 3);
    expect(await ids({ statuses: ['FAILED'], since: at(2) })).toEqual(['then', 'after']);
  });

  it.each<[LedgerQuery['where']]>([
    [{ direction: 'outbound' }],
    [{ channel: 'sms' }],
    [{ vendorId: '+14255550182' }],
    [{ error: 'Refused' }],
  ])('gives those alone of which this holds: %j', async (where) => {
    await enter('other', 1);
    await enter('this', 2, where);
    expect(await ids({ statuses: ['FAILED'], where })).toEqual(['this']);
  });

  it('takes no condition for none', async () => {
    await enter('one', 1);
    expect(await ids({ statuses: ['FAILED'], where: { channel: undefined } })).toEqual(['one']);
  });

  it('reads on where one answer of DynamoDB cannot hold them all', async () => {
    const long = 'x'.repeat(300_000);
    for (const n of [1, 2, 3, 4, 5]) await enter(`${n}`, n, { cause: long });
    expect(await ids({ statuses: ['FAILED'] })).toEqual(['1', '2', '3', '4', '5']);
    expect(tables.actions().filter((action) => action === 'Query').length).toBeGreaterThan(1);
  });
});

describe('findEntry', () => {
  it('reads an entry as it stands', async () => {
    await tables.put('ledger', failure());
    expect(await findEntry(place, failure().id)).toEqual(failure());
    expect(tables.calls()[0]?.input).toMatchObject({ ConsistentRead: true });
  });

  it('finds nothing where there is none', async () => {
    expect(await findEntry(place, 'nothing')).toBeUndefined();
  });
});
