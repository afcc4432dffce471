import type { Session } from '../../../domain/session';
import { sendToAgent } from '../../../tasks/send-to-agent/send-to-agent';
import { awsError } from '../../support/aws-error';
import { inboundMessage, openSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const service = useParticipantService();

const KEY = 'session#facebook#104512398765432#7301846529018273';
const long = `${'a'.repeat(1000)} ${'b'.repeat(1000)}`;
const send = (text = 'Hello') => sendToAgent(inboundMessage({ content: { type: 'text', text } }));
const tokens = () => service.said().map(([token]) => token);
const at = (seconds: number) => new Date(Date.parse(clock.iso()) + seconds * 1000).toISOString();

describe('a connection that is not usable', () => {
  it.each<[string, () => Partial<Session>]>([
    ['has expired', () => ({ connectionExpiry: at(-1) })],
    ['expires this very moment', () => ({ connectionExpiry: at(0) })],
    ['has no expiry', () => ({ connectionExpiry: undefined }) as Partial<Session>],
    ['is not there', () => ({ connectionToken: undefined }) as Partial<Session>],
  ])('is renewed with the participant token where it %s', async (_, changes) => {
    await tables.put('session', openSession(changes()));
    await send();
    expect(service.connected()).toEqual(['participant-token-1']);
    expect(tokens()).toEqual(['fresh-token-1']);
    expect(await tables.item('session', KEY)).toMatchObject({
      status: 'OPEN',
      connectionToken: 'fresh-token-1',
      connectionExpiry: at(86_400),
    });
  });

  it('is used to its last second', async () => {
    await tables.put('session', openSession({ connectionExpiry: at(1) }));
    await send();
    expect(service.connected()).toEqual([]);
    expect(tokens()).toEqual(['connection-token-1']);
  });

  it('is renewed where Connect refuses it, and the same words said again', async () => {
    await tables.put('session', openSession());
    service.refuses('connection-token-1');
    await send();
    const [first, second] = service.said();
    expect([first?.[0], second?.[0]]).toEqual(['connection-token-1', 'fresh-token-1']);
    expect(second?.slice(1)).toEqual(first?.slice(1));
  });

  it('is renewed once for all pieces of a long text', async () => {
    await tables.put('session', openSession());
    service.refuses('connection-token-1');
    await send(long);
    expect(service.connected()).toHaveLength(1);
    expect(tokens()).toEqual(['connection-token-1', 'fresh-token-1', 'fresh-token-1']);
  });

  it.each([
    ['refused', {}],
    ['expired', { connectionExpiry: '2026-01-01T00:00:00.000Z' }],
  ])(
    'means that the chat is over where it was %s and the fresh one is refused',
    async (_, changes) => {
      await tables.put('session', openSession(changes));
      service.refuses('connection-token-1', 'fresh-token-1');
      await expect(send(long)).rejects.toMatchObject({ name: 'ChatOver' });
      expect(service.connected()).toHaveLength(1);
      expect(tokens().at(-1)).toBe('fresh-token-1');
    },
  );

  it('means that the chat is over where the participant token is refused, too', async () => {
    await tables.put('session', openSession());
    service.refuses('connection-token-1', 'participant-token-1');
    await expect(send()).rejects.toMatchObject({ name: 'ChatOver' });
    expect(tokens()).toEqual(['connection-token-1']);
  });

  it('is not renewed after any other error', async () => {
    await tables.put('session', openSession());
    service.failNext(awsError('InternalServerException', 500));
    await expect(send()).rejects.toMatchObject({ name: 'ServiceFault' });
    expect(service.connected()).toEqual([]);
  });

  it('cannot be renewed without a participant token', async () => {
    const { participantToken: _, ...session } = openSession({ connectionExpiry: at(-1) });
    await tables.put('session', session);
    await expect(send()).rejects.toMatchObject({
      name: 'ServiceFault',
      message: 'The session holds no participant token.',
    });
  });

  it('is not stored in a session that was claimed anew meanwhile', async () => {
    await tables.put('session', openSession({ connectionExpiry: at(-1) }));
    tables.failNext('UpdateItem', 'ConditionalCheckFailedException', KEY);
    await expect(send()).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(service.said()).toEqual([]);
  });
});
