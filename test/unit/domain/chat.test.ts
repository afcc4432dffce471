import { StartChatContactCommand, StopContactCommand } from '@aws-sdk/client-connect';
import { mockClient } from 'aws-sdk-client-mock';
import type * as Chat from '../../../domain/chat';
import { startChatContact, stopChat } from '../../../domain/chat';
import { connect } from '../../../domain/clients/connect';
import { dynamodb } from '../../../domain/clients/dynamodb';
import type * as SessionStore from '../../../domain/session';
import { awsError } from '../../support/aws-error';
import { claimedSession, customer } from '../../support/customers';
import { deployed } from '../../support/deployed';
import { useStoppedClock } from '../../support/stopped-clock';

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
    ['InvalidRequestException', 400],
    ['InvalidParameterException', 400],
  ])(
    'is content with a chat that is over, or that nothing will stop (%s)',
    async (name, status) => {
      client.on(StopContactCommand).rejects(awsError(name, status));
      await expect(stopChat('contact-7')).resolves.toBeUndefined();
    },
  );

  it.each([
    ['InternalServiceException', 500, 'ServiceFault'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['AccessDeniedException', 403, 'Refused'],
  ])('does not hide %s', async (name, status, expected) => {
    client.on(StopContactCommand).rejects(awsError(name, status));
    await expect(stopChat('contact-7')).rejects.toMatchObject({ name: expected });
  });
});

const clock = useStoppedClock();
const now = () => Date.parse(clock.iso()) / 1000;

/** The modules as a function loads them that is deployed with this duration. */
function deployedWith(CHAT_DURATION_MINUTES: string) {
  client.on(StartChatContactCommand).resolves(answer);
  jest.spyOn(dynamodb, 'send').mockResolvedValue({} as never);
  return {
    ...deployed<typeof Chat>('domain/chat', { CHAT_DURATION_MINUTES }, [
      '@aws-sdk/client-connect',
      '@aws-sdk/lib-dynamodb',
      'domain/clients/connect',
      'domain/clients/dynamodb',
    ]),
    ...jest.requireActual<typeof SessionStore>('../../../domain/session'),
  };
}

afterEach(() => jest.restoreAllMocks());

it.each(['60', '1440', '10080'])(
  'a session lives an hour longer than its chat of %s minutes',
  async (minutes) => {
    const { startChatContact, claimSession } = deployedWith(minutes);
    await startChatContact(claimedSession());
    expect(client.call(0).args[0].input).toMatchObject({
      ChatDurationInMinutes: Number(minutes),
    });
    expect((await claimSession(customer)).ttl).toBe(now() + Number(minutes) * 60 + 3_600);
  },
);

it('a chat cannot be shorter than Connect allows', () => {
  expect(() => deployedWith('59')).toThrow(
    'The environment variable CHAT_DURATION_MINUTES must be a number from 60 up, not "59".',
  );
});
