import {
  claimSession,
  hasExpired,
  openSession as open,
  readSession,
  reclaimSession,
  type Session,
  storeChat,
  touchSession,
} from '../../../domain/session';
import { tables as wiring } from '../../../infra/wiring';
import { claimedSession, customer, openSession, startedSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const KEY = 'session#facebook#104512398765432#7301846529018273';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const now = () => Date.parse(clock.iso()) / 1000;

describe('claimSession', () => {
  it('claims the next chat of a customer who has none', async () => {
    const { isFresh, ...claim } = await claimSession(customer);
    expect(isFresh).toBe(true);
    expect(claim).toEqual({
      ...customer,
      status: 'STARTING',
      claimId: expect.stringMatching(UUID),
      startedAt: clock.iso(),
      ttl: now() + 26 * 3_600,
    });
    expect(await tables.item('session', KEY)).toEqual({ pk: KEY, ...claim });
  });

  it("lets DynamoDB delete it by the table's own attribute, in seconds, an hour after the chat", async () => {
    await claimSession(customer);
    const item = await tables.item('session', KEY);
    expect(item?.[wiring.session.timeToLive]).toBe(now() + 1500 * 60 + 3_600);
  });

  it('gives the second of two the claim of the first', async () => {
    const [one, other] = await Promise.all([claimSession(customer), claimSession(customer)]);
    expect(other.claimId).toBe(one.claimId);
  });

  it.each(['OPEN', 'STARTING'] as const)('gives back a session that is %s', async (status) => {
    const held = openSession({ status });
    await tables.put('session', held);
    expect(await claimSession(customer)).toEqual({ ...held, isFresh: false });
    expect(await tables.item('session', KEY)).toEqual(held);
  });

  it('gives back its own claim where only the answer to it was lost', async () => {
    tables.loseNextAnswer('PutItem');
    const claim = await claimSession(customer);
    expect(claim.isFresh).toBe(true);
    expect(await tables.item('session', KEY)).toMatchObject({ claimId: claim.claimId });
  });

  it.each([
    ['at', 0],
    ['after', -1],
  ])(
    'claims anew %s the end of a session that DynamoDB has not deleted yet',
    async (_, seconds) => {
      await tables.put('session', openSession({ ttl: now() + seconds }));
      const { isFresh, ...claim } = await claimSession(customer);
      expect(isFresh).toBe(true);
      expect(claim.claimId).toMatch(UUID);
      expect(await tables.item('session', KEY)).toEqual({ pk: KEY, ...claim });
    },
  );

  it('leaves a session alone until its last second', async () => {
    await tables.put('session', openSession({ ttl: now() + 1 }));
    expect((await claimSession(customer)).claimId).toBe('claim-1');
  });

  it('leaves the decision to the next attempt where the session vanishes between two looks', async () => {
    tables.failNext('PutItem', 'ConditionalCheckFailedException');
    await expect(claimSession(customer)).rejects.toMatchObject({ name: 'SessionTaken' });
  });

  it('keeps the sessions of two businesses apart', async () => {
    await claimSession(customer);
    const other = await claimSession({ ...customer, businessId: '999' });
    expect(await tables.item('session', KEY)).not.toMatchObject({ claimId: other.claimId });
  });
});

describe('reclaimSession', () => {
  const stale = () => startedSession({ claimId: 'stale', contactId: 'contact-old' });

  it('puts a fresh claim in the place of the old one and remembers its chat', async () => {
    await tables.put('session', stale());
    const { isFresh, ...claim } = await reclaimSession(stale());
    expect(isFresh).toBe(true);
    expect(claim).toEqual({
      ...customer,
      status: 'STARTING',
      claimId: expect.stringMatching(UUID),
      startedAt: clock.iso(),
      ttl: now() + 26 * 3_600,
      previousContactId: 'contact-old',
    });
    expect(await tables.item('session', KEY)).toEqual({ pk: KEY, ...claim });
  });

  it.each([
    ['has a newer claim', { claimId: 'newer' }],
    ['was opened meanwhile', { status: 'OPEN' as const }],
  ])('yields to a session that %s', async (_, changes) => {
    const held = { ...stale(), ...changes };
    await tables.put('session', held);
    await expect(reclaimSession(stale())).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(await tables.item('session', KEY)).toEqual(held);
  });

  it('yields where the session is gone', async () => {
    await expect(reclaimSession(stale())).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(await tables.item('session', KEY)).toBeUndefined();
  });

  it('lets one of two claim', async () => {
    await tables.put('session', stale());
    const results = await Promise.allSettled([reclaimSession(stale()), reclaimSession(stale())]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

const chat = { contactId: 'contact-2', participantId: 'part-2', participantToken: 'token-2' };
const connection = { connectionToken: 'conn-2', connectionExpiry: '2026-11-21T10:00:00.000Z' };

describe('each update', () => {
  it('notes the chat, and changes nothing else', async () => {
    await tables.put('session', claimedSession());
    await storeChat(claimedSession(), chat);
    expect(await tables.item('session', KEY)).toEqual({ ...claimedSession(), ...chat });
  });

  it('opens the session with its connection', async () => {
    await tables.put('session', { ...claimedSession(), ...chat });
    await open(claimedSession(), connection);
    expect(await tables.item('session', KEY)).toEqual({
      ...claimedSession(),
      ...chat,
      ...connection,
      status: 'OPEN',
    });
  });

  it('notes when the customer last wrote', async () => {
    await tables.put('session', openSession());
    await touchSession(openSession());
    expect(await tables.item('session', KEY)).toEqual({
      ...openSession(),
      lastMessageAt: clock.iso(),
    });
  });
});

describe.each<[string, (session: Session) => Promise<void>]>([
  ['storeChat', (session) => storeChat(session, chat)],
  ['openSession', (session) => open(session, connection)],
  ['touchSession', (session) => touchSession(session)],
])('%s', (_, update) => {
  const taken = {
    name: 'SessionTaken',
    message: 'The session was closed or claimed anew meanwhile.',
  };

  it('leaves a session alone that was claimed anew', async () => {
    const newer = openSession({ claimId: 'newer' });
    await tables.put('session', newer);
    await expect(update(openSession())).rejects.toMatchObject(taken);
    expect(await tables.item('session', KEY)).toEqual(newer);
  });

  it('does not bring back a session that was closed', async () => {
    await expect(update(openSession())).rejects.toMatchObject(taken);
    expect(await tables.item('session', KEY)).toBeUndefined();
  });

  it('passes on what DynamoDB complains about', async () => {
    await tables.put('session', openSession());
    tables.failNext('UpdateItem');
    await expect(update(openSession())).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('readSession', () => {
  it('reads what was written last, never an old copy', async () => {
    await tables.put('session', openSession());
    expect(await readSession(customer)).toEqual(openSession());
    expect(tables.calls()).toEqual([
      {
        action: 'GetItem',
        input: { TableName: 'session', Key: { pk: { S: KEY } }, ConsistentRead: true },
      },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await readSession(customer)).toBeUndefined();
  });
});

describe('hasExpired', () => {
  it.each([
    ['has a second left', 1, false],
    ['is at its end', 0, true],
    ['is past its end', -1, true],
  ])('tells of a session that %s', (_, seconds, expected) => {
    const ttl = Date.parse(clock.iso()) / 1000 + seconds;
    expect(hasExpired(openSession({ ttl }))).toBe(expected);
  });
});
