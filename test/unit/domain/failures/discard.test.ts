import { discard } from '../../../../domain/failures/discard';
import { useTables } from '../../../support/dynamodb';
import { failure } from '../../../support/failure-entries';
import { place } from '../../../support/ledger';
import { useStoppedClock } from '../../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const entry = () => tables.item('ledger', failure().id);

describe('discard', () => {
  it.each(['FAILED', 'OUTCOME_UNKNOWN'] as const)(
    'settles what is %s, and keeps it for a week',
    async (status) => {
      const before = failure({ status });
      await tables.put('ledger', before);
      await discard(place, before);
      const ttl = Date.parse(clock.iso()) / 1000 + 7 * 86_400;
      expect(await entry()).toEqual({ ...before, status: 'DISCARDED', ttl });
    },
  );

  it('takes what cannot be read', async () => {
    await tables.put('ledger', failure({ message: '<xml>' }));
    await discard(place, failure({ message: '<xml>' }));
    expect(await entry()).toMatchObject({ status: 'DISCARDED' });
  });

  it.each([
    ['RETRYING', {}, 'It is still being tried on its own: wait for the outcome.'],
    ['REPLAYING', { queuedAt: 'then' }, 'It is being replayed: wait for the outcome.'],
    ['REPLAYED', {}, 'A replay has delivered it already.'],
    ['RECOVERED', {}, 'It was delivered by a later attempt of its own.'],
    ['DISCARDED', {}, 'It was discarded.'],
  ] as const)('is refused to what is %s (%j), and says why', async (status, more, message) => {
    const one = failure({ status, attemptCount: 0, waitCount: 0, ...more });
    await tables.put('ledger', one);
    await expect(discard(place, one)).rejects.toMatchObject({ name: 'NotAllowed', message });
    expect(await entry()).toEqual(one);
  });

  it.each([
    ['of which a replay was begun and not ended', { status: 'REPLAYING' }],
    [
      'of which nothing was heard for a day',
      { status: 'RETRYING', lastFailedAt: '2026-11-10T10:00:00.000Z' },
    ],
  ] as const)('takes what %s', async (_, more) => {
    const one = failure({ attemptCount: 0, waitCount: 0, ...more });
    await tables.put('ledger', one);
    await discard(place, one);
    expect(await entry()).toMatchObject({ status: 'DISCARDED' });
  });

  it('is done where it took effect and the answer was lost', async () => {
    await tables.put('ledger', failure());
    tables.loseNextAnswer('UpdateItem');
    await discard(place, failure());
    expect(await entry()).toMatchObject({ status: 'DISCARDED' });
  });

  it('is refused where a replay began meanwhile', async () => {
    await tables.put('ledger', failure({ status: 'REPLAYING' }));
    await expect(discard(place, failure())).rejects.toThrow(
      'Somebody else changed it meanwhile: it is REPLAYING now.',
    );
    expect(await entry()).toMatchObject({ status: 'REPLAYING' });
  });
});
