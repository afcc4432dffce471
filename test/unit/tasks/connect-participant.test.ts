import { CreateParticipantConnectionCommand } from '@aws-sdk/client-connectparticipant';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { connectParticipant as client } from '../../../domain/clients/connect-participant';
import { dynamodb } from '../../../domain/clients/dynamodb';
import { connectParticipant } from '../../../tasks/connect-participant/connect-participant';
import { handler } from '../../../tasks/connect-participant/handler';
import { awsError } from '../../support/aws-error';
import { claimedSession, customer, openSession, startedSession } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { invoke } from '../../support/lambda';

const tables = useTables();
const participant = mockClient(client);
const KEY = 'session#facebook#104512398765432#7301846529018273';
const input = { customer, contactId: 'contact-1', claimId: 'claim-1' };
const connection = { ConnectionToken: 'connection-9', Expiry: '2026-11-21T10:00:00.000Z' };

beforeEach(() => {
  participant.reset();
  participant
    .on(CreateParticipantConnectionCommand)
    .resolves({ ConnectionCredentials: connection });
});

describe('connectParticipant', () => {
  it('connects with the token of the session, and opens it', async () => {
    const session = startedSession();
    await tables.put('session', session);
    await connectParticipant(input);
    expect(participant.call(0).args[0].input).toMatchObject({
      ParticipantToken: 'participant-token-1',
    });
    expect(await tables.item('session', KEY)).toEqual({
      ...session,
      status: 'OPEN',
      connectionToken: 'connection-9',
      connectionExpiry: '2026-11-21T10:00:00.000Z',
    });
  });

  it('leaves a session as it is that was opened under the same claim', async () => {
    const session = openSession();
    await tables.put('session', session);
    await connectParticipant(input);
    expect(participant.calls()).toEqual([]);
    expect(await tables.item('session', KEY)).toEqual(session);
  });

  it.each([
    ['is gone', undefined],
    ['was claimed anew', startedSession({ claimId: 'newer' })],
    ['was claimed anew and opened', openSession({ claimId: 'newer' })],
    ['has no participant token yet', claimedSession()],
  ])('connects nobody where the session %s', async (_, session) => {
    if (session) await tables.put('session', session);
    await expect(connectParticipant(input)).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(participant.calls()).toEqual([]);
  });

  it('does not open a session that was claimed anew while it connected', async () => {
    await tables.put('session', startedSession());
    const newer = startedSession({ claimId: 'newer' });
    participant.on(CreateParticipantConnectionCommand).callsFake(async () => {
      await tables.put('session', newer);
      return { ConnectionCredentials: connection };
    });
    await expect(connectParticipant(input)).rejects.toMatchObject({ name: 'SessionTaken' });
    expect(await tables.item('session', KEY)).toEqual(newer);
  });

  it('opens no session that its chat’s end closed while it connected', async () => {
    await tables.put('session', startedSession());
    participant.on(CreateParticipantConnectionCommand).callsFake(async () => {
      await dynamodb.send(new DeleteCommand({ TableName: 'session', Key: { pk: KEY } }));
      return { ConnectionCredentials: connection };
    });
    await expect(connectParticipant(input)).rejects.toMatchObject({ name: 'ChatEndedByFlow' });
    expect(await tables.item('session', KEY)).toBeUndefined();
  });

  it.each([
    ['AccessDeniedException', 403, 'ChatOver'],
    ['ThrottlingException', 429, 'Throttled'],
    ['InternalServerException', 500, 'ServiceFault'],
  ])('leaves the session STARTING after %s (%s)', async (name, status, expected) => {
    const session = startedSession();
    await tables.put('session', session);
    participant.on(CreateParticipantConnectionCommand).rejects(awsError(name, status));
    await expect(connectParticipant(input)).rejects.toMatchObject({ name: expected });
    expect(await tables.item('session', KEY)).toEqual(session);
  });
});

it('hands on the contact and no token', async () => {
  await tables.put('session', startedSession());
  expect(await invoke(handler, input)).toEqual({ contactId: 'contact-1' });
});
