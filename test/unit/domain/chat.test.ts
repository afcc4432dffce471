import { StartChatContactCommand, StopContactCommand } from '@aws-sdk/client-connect';
import { mockClient } from 'aws-sdk-client-mock';
import { startChatContact, stopChat } from '../../../domain/chat';
import { connect } from '../../../domain/clients/connect';
import { awsError } from '../../support/aws-error';
import { claimedSession } from '../../support/customers';

const client = mockClient(connect);
const claim = claimedSession({ claimId: 'claim-7', displayName: 'Ana P.' });
const answer = { ContactId: 'contact-7', ParticipantId: 'part-7', ParticipantToken: 'token-7' };

beforeEach(() => client.reset());

describe('startChatContact', () => {
  it('asks for everything by the claim alone, under the claim as ClientToken', async () => {
    client.on(StartChatContactCommand).resolves(answer);
    await startChatContact(claim);
    expect(client.call(0).args[0].input).toEqual({
      InstanceId: '11111111-2222-3333-4444-555555555555',
      ContactFlowId: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
      ParticipantDetails: { DisplayName: 'Ana P.' },
      Attributes: {
        chatframework_Channel: 'FACEBOOK',
        chatframework_VendorId: '7301846529018273',
      },
      ChatDurationInMinutes: 1500,
      SupportedMessagingContentTypes: [
        'text/plain',
        'application/vnd.amazonaws.connect.message.interactive',
        'application/vnd.amazonaws.connect.message.interactive.response',
      ],
      ClientToken: 'claim-7',
    });
  });

  it('asks for the same chat when it is repeated later in the life of the claim', async () => {
    client.on(StartChatContactCommand).resolves(answer);
    await startChatContact(claim);
    await startChatContact({ ...claim, lastMessageAt: '2026-11-18T09:00:00.000Z', ttl: 1 });
    const [once, again] = client.calls().map(({ args }) => args[0].input);
    expect(again).toEqual(once);
  });

  it('gives the chat and the token that belongs to it', async () => {
    client.on(StartChatContactCommand).resolves(answer);
    expect(await startChatContact(claim)).toEqual({
      contactId: 'contact-7',
      participantId: 'part-7',
      participantToken: 'token-7',
    });
  });

  it.each(['ContactId', 'ParticipantId', 'ParticipantToken'])(
    'takes an answer without %s for a fault',
    async (field) => {
      client.on(StartChatContactCommand).resolves({ ...answer, [field]: undefined });
      await expect(startChatContact(claim)).rejects.toMatchObject({
        name: 'ServiceFault',
        message: 'StartChatContact answered without a contact.',
      });
    },
  );

  it.each([
    ['LimitExceededException', 429, 'ChatQuotaFull'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['InvalidParameterException', 400, 'Refused'],
    ['InternalServiceException', 500, 'ServiceFault'],
  ])('says of %s that it is %s (%s)', async (name, status, expected) => {
    client.on(StartChatContactCommand).rejects(awsError(name, status));
    await expect(startChatContact(claim)).rejects.toMatchObject({ name: expected });
  });
});

describe('stopChat', () => {
  it('ends the contact', async () => {
    client.on(StopContactCommand).resolves({});
    await stopChat('contact-7');
    expect(client.call(0).args[0].input).toEqual({
      InstanceId: '11111111-2222-3333-4444-555555555555',
      ContactId: 'contact-7',
    });
  });

  it.each([
    ['ContactNotFoundException', 410],
    ['ResourceNotFoundException', 404],
  ])('is content with a chat that is over already (%s)', async (name, status) => {
    client.on(StopContactCommand).rejects(awsError(name, status));
    await expect(stopChat('contact-7')).resolves.toBeUndefined();
  });

  it.each([
    ['InternalServiceException', 500, 'ServiceFault'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['InvalidRequestException', 400, 'Refused'],
  ])('does not hide %s', async (name, status, expected) => {
    client.on(StopContactCommand).rejects(awsError(name, status));
    await expect(stopChat('contact-7')).rejects.toMatchObject({ name: expected });
  });
});
