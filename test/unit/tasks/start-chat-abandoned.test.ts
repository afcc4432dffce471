import { StartChatContactCommand, StopContactCommand } from '@aws-sdk/client-connect';
import { mockClient } from 'aws-sdk-client-mock';
import { connect } from '../../../domain/clients/connect';
import { startChat } from '../../../tasks/start-chat/start-chat';
import { awsError } from '../../support/aws-error';
import { claimedSession, customer, openSession, startedSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useStoppedClock } from '../../support/stopped-clock';

useStoppedClock();
const tables = useTables();
const client = mockClient(connect);
const KEY = 'session#facebook#104512398765432#7301846529018273';
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const started = () =>
  client.commandCalls(StartChatContactCommand).map(({ args }) => args[0].input.ClientToken);
const stopped = () =>
  client.commandCalls(StopContactCommand).map(({ args }) => args[0].input.ContactId);

/** Connect gives one contact per ClientToken. */
beforeEach(() => {
  client.reset();
  client.on(StopContactCommand).resolves({});
  client.on(StartChatContactCommand).callsFake(({ ClientToken }) => ({
    ContactId: `contact-of-${ClientToken}`,
    ParticipantId: 'part-9',
    ParticipantToken: 'token-9',
  }));
});

describe('a chat that was never connected', () => {
  it('is still used one second before its four minutes are over', async () => {
    await tables.put('session', startedSession({ startedAt: ago(239) }));
    expect(await startChat(customer)).toMatchObject({ contactId: 'contact-1', isNew: false });
    expect(stopped()).toEqual([]);
  });

  it('is stopped after four minutes and replaced under a fresh claim', async () => {
    await tables.put('session', startedSession({ startedAt: ago(240) }));
    const { claimId, contactId, isNew } = await startChat(customer);
    expect(stopped()).toEqual(['contact-1']);
    expect(claimId).not.toBe('claim-1');
    expect([contactId, isNew]).toEqual([`contact-of-${claimId}`, true]);
    expect(await tables.item('session', KEY)).toMatchObject({
      status: 'STARTING',
      claimId,
      contactId,
      previousContactId: 'contact-1',
    });
  });

  it('is found by its claim and stopped, where the answer to its start was lost', async () => {
    await tables.put('session', claimedSession({ startedAt: ago(240) }));
    const { claimId } = await startChat(customer);
    expect(stopped()).toEqual(['contact-of-claim-1']);
    expect(await tables.item('session', KEY)).toMatchObject({
      claimId,
      contactId: `contact-of-${claimId}`,
      previousContactId: 'contact-of-claim-1',
    });
  });

  it('is replaced although it ended by itself', async () => {
    client.on(StopContactCommand).rejects(awsError('ContactNotFoundException', 410));
    await tables.put('session', startedSession({ startedAt: ago(600) }));
    expect((await startChat(customer)).isNew).toBe(true);
  });

  it('is no longer anybody’s when it is stopped: who still connects it sees that', async () => {
    const session = startedSession({ startedAt: ago(600) });
    await tables.put('session', session);
    let seen: Record<string, unknown> | undefined;
    client.on(StopContactCommand).callsFake(async () => {
      seen = await tables.item('session', KEY);
    });
    const { claimId } = await startChat(customer);
    expect(seen).toMatchObject({ status: 'STARTING', claimId, previousContactId: 'contact-1' });
    expect(seen).not.toHaveProperty('contactId');
  });

  it('is stopped by the next attempt where this one could not: it must not stay behind unseen', async () => {
    const failure = awsError('InternalServiceException', 500);
    client.on(StopContactCommand).rejectsOnce(failure).resolves({});
    await tables.put('session', startedSession({ startedAt: ago(600) }));
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'ServiceFault' });
    expect(started()).toEqual([]);
    const { claimId } = await startChat(customer);
    expect(stopped()).toEqual(['contact-1', 'contact-1']);
    expect(started()).toEqual([claimId]);
  });

  it('is replaced where its claim is refused: there was none', async () => {
    client
      .on(StartChatContactCommand, { ClientToken: 'claim-1' })
      .rejects(awsError('InvalidParameterException', 400));
    await tables.put('session', claimedSession({ startedAt: ago(240) }));
    const { claimId } = await startChat(customer);
    expect(stopped()).toEqual([]);
    expect(started()).toEqual(['claim-1', claimId]);
    expect(await tables.item('session', KEY)).not.toHaveProperty('previousContactId');
  });

  it.each([
    ['InternalServiceException', 500, 'ServiceFault'],
    ['TooManyRequestsException', 429, 'Throttled'],
  ])('keeps its claim while nobody can tell (%s)', async (name, status, expected) => {
    client.on(StartChatContactCommand).rejects(awsError(name, status));
    const session = claimedSession({ startedAt: ago(240) });
    await tables.put('session', session);
    await expect(startChat(customer)).rejects.toMatchObject({ name: expected });
    expect(await tables.item('session', KEY)).toEqual(session);
  });

  it('is left to the execution that claimed it anew first', async () => {
    const newer = startedSession({ claimId: 'newer', contactId: 'contact-newer' });
    await tables.put('session', claimedSession({ startedAt: ago(600) }));
    client.on(StartChatContactCommand).callsFake(async () => {
      await tables.put('session', newer);
      return { ContactId: 'contact-1', ParticipantId: 'part-1', ParticipantToken: 'token-1' };
    });
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(await tables.item('session', KEY)).toEqual(newer);
    expect(stopped()).toEqual([]);
  });

  it('does not concern a session that is open, however old', async () => {
    await tables.put('session', openSession({ startedAt: ago(86_400) }));
    expect(await startChat(customer)).toMatchObject({ contactId: 'contact-1', isNew: false });
    expect(client.calls()).toEqual([]);
  });
});

describe('a chat whose session went to somebody else while it started', () => {
  beforeEach(() =>
    client.on(StartChatContactCommand).callsFake(async () => {
      await tables.put('session', openSession({ claimId: 'newer', contactId: 'contact-newer' }));
      return { ContactId: 'contact-9', ParticipantId: 'part-9', ParticipantToken: 'token-9' };
    }),
  );

  it('is stopped, and the other session left alone', async () => {
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(stopped()).toEqual(['contact-9']);
    expect(await tables.item('session', KEY)).toMatchObject({ contactId: 'contact-newer' });
  });

  it('tells that it could not be stopped', async () => {
    client.on(StopContactCommand).rejects(awsError('InternalServiceException', 500));
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'ServiceFault' });
  });
});
