import { findContact, rememberContact } from '../../../domain/contact';
import { markDelivered, wasDelivered } from '../../../domain/delivered';
import { contactKey } from '../../../domain/keys';
import { tables as wiring } from '../../../infra/wiring';
import { customer } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const now = () => Date.parse(clock.iso()) / 1000;

describe('rememberContact', () => {
  it('notes whose chat it is and which session it belongs to', async () => {
    await rememberContact('contact-1', customer);
    expect(await tables.item('session', 'contact#contact-1')).toEqual({
      pk: 'contact#contact-1',
      sessionKey: 'session#facebook#104512398765432#7301846529018273',
      channel: 'facebook',
      businessId: '104512398765432',
      vendorId: '7301846529018273',
      [wiring.session.timeToLive]: now() + 120 * 86_400,
    });
  });

  it('may be repeated', async () => {
    await rememberContact('contact-1', customer);
    clock.advance(60);
    await rememberContact('contact-1', customer);
    expect(await tables.item('session', 'contact#contact-1')).toMatchObject({
      vendorId: customer.vendorId,
      ttl: now() + 120 * 86_400,
    });
  });
});

describe('findContact', () => {
  it('tells whose chat it is, at once after it was noted', async () => {
    await rememberContact('contact-1', customer);
    expect(await findContact('contact-1')).toMatchObject({
      channel: 'facebook',
      businessId: '104512398765432',
      vendorId: '7301846529018273',
    });
    expect(tables.calls().at(-1)).toEqual({
      action: 'GetItem',
      input: {
        TableName: 'session',
        Key: { pk: { S: contactKey('contact-1') } },
        ConsistentRead: true,
      },
    });
  });

  it('knows nothing of a chat that this system did not start', async () => {
    expect(await findContact('contact-2')).toBeUndefined();
  });
});

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
      [wiring.session.timeToLive]: Date.parse(clock.iso()) / 1000 + 120 * 86_400,
    });
  });
});
