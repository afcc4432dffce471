import { messageHash } from '../../../domain/message';
import type { Session } from '../../../domain/session';
import { handler } from '../../../tasks/send-to-agent/handler';
import { sendToAgent } from '../../../tasks/send-to-agent/send-to-agent';
import { awsError } from '../../support/aws-error';
import { inboundMessage, openSession, startedSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { invoke } from '../../support/lambda';
import { useParticipantService } from '../../support/participant-service';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const tables = useTables();
const service = useParticipantService();

const KEY = 'session#facebook#104512398765432#7301846529018273';
const message = inboundMessage();
const hash = messageHash(message);
const mark = () => tables.item('session', `delivered#${hash}`);

describe('a message for an open chat', () => {
  beforeEach(() => tables.put('session', openSession()));

  it('is said once, under a token that is derived from the message', async () => {
    expect(await sendToAgent(message)).toEqual({
      contactId: 'contact-1',
      connectMessageIds: [`id-of-${hash}-0`],
      alreadyDelivered: false,
    });
    expect(service.said()).toEqual([
      ['connection-token-1', 'Is my parcel on its way?', `${hash}-0`],
    ]);
  });

  it('is marked as delivered and noted in the session', async () => {
    await sendToAgent(message);
    expect(await mark()).toMatchObject({ connectMessageIds: [`id-of-${hash}-0`] });
    expect(await tables.item('session', KEY)).toEqual({
      ...openSession(),
      lastMessageAt: clock.iso(),
    });
  });

  it('is not said again when it comes a second time', async () => {
    await sendToAgent(message);
    const again = inboundMessage({ receivedAt: '2026-11-18T09:00:00.000Z' });
    expect(await sendToAgent(again)).toEqual({ connectMessageIds: [], alreadyDelivered: true });
    expect(service.said()).toHaveLength(1);
  });

  it('goes in pieces when it is long, in order, each under a token of its own', async () => {
    const text = `${'a'.repeat(1000)} ${'b'.repeat(1000)} ${'c'.repeat(1000)}`;
    const { connectMessageIds } = await sendToAgent(
      inboundMessage({ content: { type: 'text', text } }),
    );
    expect(service.said().map(([, said, token]) => [said?.[0], said?.length, token])).toEqual([
      ['a', 1000, `${hash}-0`],
      ['b', 1000, `${hash}-1`],
      ['c', 1000, `${hash}-2`],
    ]);
    expect(connectMessageIds).toEqual([0, 1, 2].map((part) => `id-of-${hash}-${part}`));
    expect(await mark()).toMatchObject({ connectMessageIds });
  });

  it('shows the agent what came instead of a text', async () => {
    await sendToAgent(inboundMessage({ content: { type: 'unsupported', kind: 'reaction' } }));
    expect(service.said()[0]?.[1]).toBe(
      '(The customer sent something that cannot be shown here: reaction)',
    );
  });

  it.each([
    ['ThrottlingException', 429, 'Throttled'],
    ['ValidationException', 400, 'Refused'],
    ['InternalServerException', 500, 'ServiceFault'],
  ])(
    'is not marked after %s (%s), and comes under the same token again',
    async (name, status, expected) => {
      service.failNext(awsError(name, status));
      await expect(sendToAgent(message)).rejects.toMatchObject({ name: expected });
      expect(await mark()).toBeUndefined();
      expect((await sendToAgent(message)).alreadyDelivered).toBe(false);
      expect(service.said().map(([, , token]) => token)).toEqual([`${hash}-0`, `${hash}-0`]);
    },
  );

  it('comes under the same token again where the mark could not be written', async () => {
    tables.failNext('PutItem', 'AccessDeniedException', 'delivered#');
    await expect(sendToAgent(message)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await sendToAgent(message);
    expect(service.said().map(([, , token]) => token)).toEqual([`${hash}-0`, `${hash}-0`]);
  });

  it('is delivered although the chat ends right after it', async () => {
    tables.failNext('UpdateItem', 'ConditionalCheckFailedException', KEY);
    expect((await sendToAgent(message)).alreadyDelivered).toBe(false);
    expect(await mark()).toMatchObject({ connectMessageIds: [`id-of-${hash}-0`] });
  });

  it('gives the state machine ids and no words', async () => {
    expect(await invoke(handler, { message })).toEqual({
      contactId: 'contact-1',
      connectMessageIds: [`id-of-${hash}-0`],
      alreadyDelivered: false,
    });
  });
});

describe('a message without an open chat', () => {
  it.each([
    ['there is no session', undefined, 'ChatOver'],
    ['the session has expired', () => openSession({ ttl: Date.now() / 1000 }), 'ChatOver'],
    ['another execution is starting the chat', startedSession, 'SessionTaken'],
  ])('is not said where %s', async (_, session, expected) => {
    if (session) await tables.put('session', session());
    await expect(sendToAgent(message)).rejects.toMatchObject({ name: expected });
    expect(service.said()).toEqual([]);
    expect(await mark()).toBeUndefined();
  });

  it('is known to be delivered, although its chat is over', async () => {
    await tables.put('session', { pk: `delivered#${hash}`, connectMessageIds: ['earlier'] });
    expect((await sendToAgent(message)).alreadyDelivered).toBe(true);
  });
});

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
      name: 'ChatOver',
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
