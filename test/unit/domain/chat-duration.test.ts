import type { ConnectClient } from '@aws-sdk/client-connect';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as Chat from '../../../domain/chat';
import type * as SessionStore from '../../../domain/session';
import { claimedSession, customer } from '../../support/customers';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const now = () => Date.parse(clock.iso()) / 1000;

/** The modules as a function loads them that is deployed with this duration. */
function deployedWith(CHAT_DURATION_MINUTES: string) {
  jest.replaceProperty(process, 'env', { ...process.env, CHAT_DURATION_MINUTES });
  jest.resetModules();
  const clients = '../../../domain/clients';
  const { connect } = jest.requireActual<{ connect: ConnectClient }>(`${clients}/connect`);
  const { dynamodb } = jest.requireActual<{ dynamodb: DynamoDBDocumentClient }>(
    `${clients}/dynamodb`,
  );
  jest.spyOn(dynamodb, 'send').mockResolvedValue({} as never);
  const answer = { ContactId: 'c', ParticipantId: 'p', ParticipantToken: 't' };
  return {
    asked: jest.spyOn(connect, 'send').mockResolvedValue(answer as never),
    ...jest.requireActual<typeof Chat>('../../../domain/chat'),
    ...jest.requireActual<typeof SessionStore>('../../../domain/session'),
  };
}

afterEach(() => jest.restoreAllMocks());

it.each(['60', '1440', '10080'])(
  'a session lives an hour longer than its chat of %s minutes',
  async (minutes) => {
    const { asked, startChatContact, claimSession } = deployedWith(minutes);
    await startChatContact(claimedSession());
    expect(asked.mock.calls[0]?.[0].input).toMatchObject({
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
