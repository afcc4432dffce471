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
const answer = { ContactId: 'contact-9', ParticipantId: 'part-9', ParticipantToken: 'token-9' };
const tokens = () =>
  client.commandCalls(StartChatContactCommand).map(({ args }) => args[0].input.ClientToken);
const stopped = () =>
  client.commandCalls(StopContactCommand).map(({ args }) => args[0].input.ContactId);

beforeEach(() => {
  client.reset();
  client.on(StartChatContactCommand).resolves(answer);
  client.on(StopContactCommand).resolves({});
});

describe('a customer without a chat', () => {
  it('gets one under a claim of its own', async () => {
    const { claimId, ...chat } = await startChat(customer);
    expect(chat).toEqual({ contactId: 'contact-9', isNew: true });
    expect(tokens()).toEqual([claimId]);
    expect(await tables.item('session', KEY)).toMatchObject({
      status: 'STARTING',
      claimId,
      contactId: 'contact-9',
      participantId: 'part-9',
      participantToken: 'token-9',
    });
  });

  it('is noted as the owner of the contact before the session says that there is a chat', async () => {
    await startChat(customer);
    const keys = tables.calls().map(({ action, input }) => [action, keyOf(input)]);
    expect(keys).toEqual([
      ['PutItem', KEY],
      ['PutItem', 'contact#contact-9'],
      ['UpdateItem', KEY],
    ]);
    expect(await tables.item('session', 'contact#contact-9')).toMatchObject({
      vendorId: customer.vendorId,
    });
  });

  it('gets one chat from two executions at the same instant', async () => {
    client.on(StartChatContactCommand).callsFake(({ ClientToken }) => ({
      ...answer,
      ContactId: `contact-of-${ClientToken}`,
    }));
    const [one, other] = await Promise.all([startChat(customer), startChat(customer)]);
    expect(other.contactId).toBe(one.contactId);
    expect(stopped()).toEqual([]);
  });
});

describe('a chat that was begun', () => {
  it.each([
    ['open', openSession],
    ['started and not connected', startedSession],
  ])('is used as it is where it is %s', async (_, session) => {
    await tables.put('session', session());
    expect(await startChat(customer)).toEqual({
      contactId: 'contact-1',
      claimId: 'claim-1',
      isNew: false,
    });
    expect(client.calls()).toEqual([]);
  });

  it('is started under the claim that stands, where only the claim was made', async () => {
    await tables.put('session', claimedSession());
    expect(await startChat(customer)).toMatchObject({ contactId: 'contact-9', claimId: 'claim-1' });
    expect(tokens()).toEqual(['claim-1']);
  });

  it.each([
    ['before the claim was written', 'PutItem', 'session#'],
    ['before the contact was noted', 'PutItem', 'contact#'],
    ['before the session had the chat', 'UpdateItem', 'session#'],
  ])('is resumed by the next attempt after a fault %s', async (_, action, about) => {
    tables.failNext(action, 'AccessDeniedException', about);
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const { claimId } = await startChat(customer);
    expect(new Set(tokens())).toEqual(new Set([claimId]));
    expect(await tables.item('session', KEY)).toMatchObject({ claimId, contactId: 'contact-9' });
    expect(await tables.item('session', 'contact#contact-9')).toMatchObject({
      pk: expect.anything(),
    });
    expect(stopped()).toEqual([]);
  });
});

describe('a chat that Connect does not start', () => {
  const fails = (name: string, status: number) =>
    client.on(StartChatContactCommand).rejectsOnce(awsError(name, status)).resolves(answer);

  it.each([
    ['ChatQuotaFull', 'LimitExceededException', 429],
    ['Throttled', 'TooManyRequestsException', 429],
    ['Refused', 'InvalidParameterException', 400],
  ])('leaves no claim to grow old after %s', async (expected, name, status) => {
    fails(name, status);
    await expect(startChat(customer)).rejects.toMatchObject({ name: expected });
    expect(await tables.item('session', KEY)).toBeUndefined();
    const { claimId } = await startChat(customer);
    expect(tokens()).toEqual([expect.not.stringMatching(claimId), claimId]);
  });

  it('keeps its claim after a fault, which may have started it', async () => {
    fails('InternalServiceException', 500);
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'ServiceFault' });
    const { claimId } = await startChat(customer);
    expect(tokens()).toEqual([claimId, claimId]);
  });

  it.each([
    ['ChatQuotaFull', 'LimitExceededException', 429],
    ['Throttled', 'TooManyRequestsException', 429],
    ['Refused', 'InvalidParameterException', 400],
  ])(
    'keeps the claim of an earlier attempt after %s: that one may have started it',
    async (expected, name, status) => {
      await tables.put('session', claimedSession());
      fails(name, status);
      await expect(startChat(customer)).rejects.toMatchObject({ name: expected });
      await startChat(customer);
      expect(tokens()).toEqual(['claim-1', 'claim-1']);
    },
  );

  it('gives back its own claim where the answer to the claiming was lost', async () => {
    tables.loseNextAnswer('PutItem');
    fails('TooManyRequestsException', 429);
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'Throttled' });
    expect(await tables.item('session', KEY)).toBeUndefined();
  });

  it('takes no claim of somebody else away', async () => {
    const newer = claimedSession({ claimId: 'newer' });
    client.on(StartChatContactCommand).callsFake(async () => {
      await tables.put('session', newer);
      throw awsError('LimitExceededException', 429);
    });
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'ChatQuotaFull' });
    expect(await tables.item('session', KEY)).toEqual(newer);
  });

  it('stays claimed where the other execution of the same claim did start it', async () => {
    await tables.put('session', claimedSession());
    client.on(StartChatContactCommand).callsFake(async () => {
      await tables.put('session', startedSession());
      throw awsError('LimitExceededException', 429);
    });
    await expect(startChat(customer)).rejects.toMatchObject({ name: 'ChatQuotaFull' });
    expect(await tables.item('session', KEY)).toEqual(startedSession());
  });
});

function keyOf({ Item, Key }: Record<string, unknown>): string | undefined {
  return ((Item ?? Key) as { pk: { S?: string } }).pk.S;
}
