import {
  CreateParticipantConnectionCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { mockClient } from 'aws-sdk-client-mock';
import { connectParticipant } from '../../../domain/clients/connect-participant';
import type * as Participant from '../../../domain/participant';
import { connectCustomer, sendText, textPieces } from '../../../domain/participant';
import { awsError } from '../../support/aws-error';
import { deployed } from '../../support/deployed';

const client = mockClient(connectParticipant);
const credentials = { ConnectionToken: 'connection-1', Expiry: '2026-11-19T08:14:00.000Z' };

beforeEach(() => client.reset());

describe('connectCustomer', () => {
  it('connects with the participant token, which sets the contact flow going', async () => {
    client.on(CreateParticipantConnectionCommand).resolves({ ConnectionCredentials: credentials });
    expect(await connectCustomer('participant-1')).toEqual({
      connectionToken: 'connection-1',
      connectionExpiry: '2026-11-19T08:14:00.000Z',
    });
    expect(client.call(0).args[0].input).toEqual({
      ParticipantToken: 'participant-1',
      Type: ['CONNECTION_CREDENTIALS'],
      ConnectParticipant: true,
    });
  });

  it.each([
    ['credentials', undefined],
    ['a token', { Expiry: credentials.Expiry }],
    ['an expiry', { ConnectionToken: 'connection-1' }],
  ])('takes an answer without %s for a fault', async (_, ConnectionCredentials) => {
    client.on(CreateParticipantConnectionCommand).resolves({ ConnectionCredentials });
    await expect(connectCustomer('participant-1')).rejects.toMatchObject({
      name: 'ServiceFault',
      message: 'CreateParticipantConnection answered without credentials.',
    });
  });

  it.each([
    ['AccessDeniedException', 403, 'ChatOver'],
    ['ThrottlingException', 429, 'Throttled'],
    ['InternalServerException', 500, 'ServiceFault'],
    // It says nothing of the customer's message, which another chat may take.
    ['ValidationException', 400, 'ServiceFault'],
    ['ResourceNotFoundException', 404, 'ServiceFault'],
  ])('says of %s (%s) that it is %s', async (name, status, expected) => {
    client.on(CreateParticipantConnectionCommand).rejects(awsError(name, status));
    await expect(connectCustomer('participant-1')).rejects.toMatchObject({
      name: expected,
      message: `Connect participant service: ${name}`,
    });
  });
});

describe('sendText', () => {
  it.each(['FAILED', 'REJECTED'] as const)(
    'refuses a message that was %s in processing',
    async (status) => {
      const MessageMetadata = { MessageProcessingStatus: status };
      client.on(SendMessageCommand).resolves({ Id: 'connect-message-1', MessageMetadata });
      await expect(sendText('connection-1', 'Hello', 'hash-0')).rejects.toMatchObject({
        name: 'Refused',
        message: expect.stringContaining(status),
      });
    },
  );

  it('takes a message that is still being processed', async () => {
    const MessageMetadata = { MessageProcessingStatus: 'PROCESSING' as const };
    client.on(SendMessageCommand).resolves({ Id: 'connect-message-1', MessageMetadata });
    expect(await sendText('connection-1', 'Hello', 'hash-0')).toBe('connect-message-1');
  });

  it('says a plain text under the connection token and the token of the message', async () => {
    client.on(SendMessageCommand).resolves({ Id: 'connect-message-1' });
    expect(await sendText('connection-1', 'Hello', 'hash-0')).toBe('connect-message-1');
    expect(client.call(0).args[0].input).toEqual({
      ConnectionToken: 'connection-1',
      ContentType: 'text/plain',
      Content: 'Hello',
      ClientToken: 'hash-0',
    });
  });

  it.each([
    ['AccessDeniedException', 403, 'ChatOver'],
    ['ThrottlingException', 429, 'Throttled'],
    ['ValidationException', 400, 'Refused'],
    ['InternalServerException', 500, 'ServiceFault'],
  ])('says of %s (%s) that it is %s', async (name, status, expected) => {
    client.on(SendMessageCommand).rejects(awsError(name, status));
    await expect(sendText('connection-1', 'Hello', 'h')).rejects.toMatchObject({ name: expected });
  });
});

describe('textPieces', () => {
  it.each([
    ['leaves 1,024 characters whole', 'a'.repeat(1024), [1024]],
    ['cuts at the character after', 'a'.repeat(1025), [1024, 1]],
    ['makes nothing of white space', ' \n ', []],
  ])('%s', (_, text, lengths) => {
    expect(textPieces(text).map((piece) => piece.length)).toEqual(lengths);
  });
});

describe('textPieces where Connect takes more characters', () => {
  it('still keeps every piece within 16,384 bytes', () => {
    const environment = { CONNECT_TEXT_LIMIT: '16384' };
    const { textPieces: pieces } = deployed<typeof Participant>('domain/participant', environment, [
      '@aws-sdk/client-connectparticipant',
      'domain/clients/connect-participant',
    ]);
    jest.restoreAllMocks();
    expect(pieces('é'.repeat(10_000)).map((piece) => Buffer.byteLength(piece))).toEqual([
      16_384, 3_616,
    ]);
  });
});
