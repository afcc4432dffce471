import { markDelivered, wasDelivered } from '../../../domain/delivered';
import { tables as wiring } from '../../../infra/wiring';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();

describe('the delivered mark', () => {
  it('is not there before the first delivery', async () => {
    expect(await wasDelivered('hash-1')).toBe(false);
  });

  it('is there from the delivery on, for this message alone', async () => {
    await markDelivered('hash-1', ['connect-1']);
    expect(await wasDelivered('hash-1')).toBe(true);
    expect(await wasDelivered('hash-2')).toBe(false);
  });

  it('is read consistently: the answer decides whether a message is said twice', async () => {
    await wasDelivered('hash-1');
    expect(tables.calls()[0]?.input).toMatchObject({ ConsistentRead: true });
  });

  it("outlasts the provider's redeliveries by a day, under the table's own attribute", async () => {
    await markDelivered('hash-1', ['connect-1', 'connect-2']);
    expect(await tables.item('session', 'delivered#hash-1')).toEqual({
      pk: 'delivered#hash-1',
      connectMessageIds: ['connect-1', 'connect-2'],
      [wiring.session.timeToLive]: Date.parse(clock.iso()) / 1000 + 8 * 86_400,
    });
  });
});
