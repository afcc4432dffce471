import {
  hasExpired,
  openSession as open,
  readSession,
  type Session,
  storeChat,
  touchSession,
} from '../../../domain/session';
import { claimedSession, customer, openSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const KEY = 'session#facebook#104512398765432#7301846529018273';
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
