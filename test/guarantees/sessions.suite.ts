import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';

import { inboundMessage } from '../support/customers';
import { queueInbound } from '../support/failures';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '+14255550182';
const DAY = 24 * 3600;

describe('sessions', () => {
  resetBeforeEach();

  describe('one chat per customer', () => {
    it('20 customers whose first two messages come at once have 20 chats', async () => {
      const customers = Array.from({ length: 20 }, (_, index) => String(5_000_000_000 + index));
      await Promise.all(
        customers.flatMap((psid) => [sandbox.messenger(psid, 'a'), sandbox.messenger(psid, 'b')]),
      );
      await sandbox.settled();
      expect(await sandbox.contacts()).toHaveLength(20);
      for (const psid of customers) {
        expect((await sandbox.saidBy(psid)).map((said) => [...said].sort())).toEqual([['a', 'b']]);
      }
    });

    it('two executions for the same new customer at the same instant lead to one chat', async () => {
      const sfn = new SFNClient({
        endpoint: `${sandbox.url}/aws/states`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
        disableHostPrefix: true,
        maxAttempts: 1,
      });
      const start = (id: string) =>
        sfn.send(
          new StartSyncExecutionCommand({
            stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:session-lifecycle',
            name: `past-the-queue-${id}`,
            input: JSON.stringify(inputFor(id)),
          }),
        );
      const first = await Promise.all([start('a'), start('b')]);
      const statuses = first.map(({ status }) => status);
      expect(statuses).toContain('SUCCEEDED');
      // The one that came too early is tried again, as its queue would have it.
      for (const [index, id] of ['a', 'b'].entries()) {
        if (statuses[index] !== 'SUCCEEDED') expect((await start(id)).status).toBe('SUCCEEDED');
      }
      const chats = await sandbox.saidBy(ANA);
      expect(chats.map((said) => [...said].sort())).toEqual([['text a', 'text b']]);
    });
  });

  describe('a session heals', () => {
    it('when the agent ended the chat without notice and the token is a day old', async () => {
      await sandbox.sms(ANA, 'before');
      await sandbox.settled();
      const [chat] = await sandbox.contacts();
      await sandbox.end(chat?.contactId ?? '', { notice: false });
      await sandbox.advance(DAY);
      await sandbox.sms(ANA, 'after');
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['before'], ['after']]);
      expect(await sandbox.failures()).toEqual([]);
    });

    it('when Connect closed the chat because its time was up', async () => {
      await sandbox.sms(ANA, 'before');
      await sandbox.settled();
      await sandbox.advance(3 * DAY);
      await sandbox.settled();
      await sandbox.sms(ANA, 'after');
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['before'], ['after']]);
    });

    it('when the answer to the start of the chat is lost', async () => {
      await sandbox.faults({ api: 'connect:StartChatContact', mode: 'lose-answer', times: 1 });
      await sandbox.sms(ANA, 'hello');
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
    });

    it.each([
      'connect:StartChatContact',
      'connect:StartContactStreaming',
      'connectparticipant:CreateParticipantConnection',
      'connectparticipant:SendMessage',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ])('when %s is throttled, fails, resets and loses its answer', async (api) => {
      await sandbox.faults(
        { api, mode: 'throttle', times: 1 },
        { api, mode: 'error', times: 1 },
        { api, mode: 'reset', times: 1 },
        { api, mode: 'lose-answer', times: 1 },
      );
      await sandbox.sms(ANA, 'one');
      await sandbox.sms(ANA, 'two');
      await sandbox.settled();
      expect((await sandbox.saidBy(ANA)).flat().sort()).toEqual(['one', 'two']);
      const open = (await sandbox.contacts()).filter(({ status }) => status !== 'ENDED');
      expect(open).toHaveLength(1);
      const statuses = (await sandbox.failures()).map(({ status }) => status);
      expect(statuses.filter((status) => status !== 'RECOVERED')).toEqual([]);
    });

    it('stops a chat that cannot be made usable, and starts another', async () => {
      await sandbox.faults({
        api: 'connect:StartContactStreaming',
        mode: 'error',
        error: 'InvalidRequestException',
        status: 400,
        times: 1,
      });
      await sandbox.sms(ANA, 'hello');
      await sandbox.settled();
      const chats = await sandbox.chatsOf(ANA);
      expect(chats.map(({ status }) => status)).toEqual(['ENDED', 'QUEUED']);
      expect(await sandbox.saidBy(ANA)).toEqual([[], ['hello']]);
    });

    it('does not restart anybody’s chat when the instance refuses every token', async () => {
      await sandbox.sms(ANA, 'before');
      await sandbox.settled();
      const refusal = { mode: 'error', error: 'AccessDeniedException', status: 403, times: 2 };
      await sandbox.faults(
        { api: 'connectparticipant:SendMessage', ...refusal },
        { api: 'connectparticipant:CreateParticipantConnection', ...refusal, times: 1 },
      );
      await sandbox.sms(ANA, 'during');
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['before', 'during']]);
    });

    it('opens one chat for a new customer, and not one for each attempt, when the instance refuses every token', async () => {
      const refusal = { mode: 'error', error: 'AccessDeniedException', status: 403 };
      await sandbox.faults({ api: 'connectparticipant:*', ...refusal });
      await sandbox.sms(ANA, 'during');
      await sandbox.settled();
      expect(await sandbox.failures()).toMatchObject([{ status: 'FAILED', error: 'ConnectFault' }]);
      expect(await sandbox.contacts()).toHaveLength(1);
      await sandbox.faults();
      await sandbox.sms(ANA, 'after');
      await sandbox.settled();
      expect((await sandbox.saidBy(ANA)).at(-1)).toEqual(['after']);
      const open = (await sandbox.contacts()).filter(({ status }) => status !== 'ENDED');
      expect(open).toHaveLength(1);
    });

    it('says nothing anew that a chat had before it ended, though SQS has forgotten the message', async () => {
      const message = inboundMessage({ receivedAt: new Date().toISOString() });
      await queueInbound(message, 'first');
      await sandbox.settled();
      const [chat] = await sandbox.contacts();
      await sandbox.end(chat?.contactId ?? '');
      await sandbox.settled();
      await queueInbound(message, 'later');
      await sandbox.settled();
      const statuses = await sandbox.executions('?machine=session-lifecycle');
      expect(statuses.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
      expect((await sandbox.contacts()).map(({ status }) => status)).toEqual(['ENDED']);
      expect(await sandbox.failures()).toEqual([]);
    });

    it('does not let the late end of an old chat close a newer session', async () => {
      await sandbox.sms(ANA, 'one');
      await sandbox.settled();
      const [old] = await sandbox.contacts();
      const InitialContactId = old?.contactId ?? '';
      await sandbox.end(InitialContactId, { notice: false });
      await sandbox.sms(ANA, 'two');
      await sandbox.settled();
      await sandbox.post('/sandbox/stream', {
        message: {
          AbsoluteTime: '2026-11-20T10:30:00.000Z',
          ContentType: 'application/vnd.amazonaws.connect.event.chat.ended',
          Id: 'late-end',
          Type: 'EVENT',
          InitialContactId,
          ContactId: InitialContactId,
        },
        attributes: { InitialContactId, Type: 'EVENT' },
      });
      await sandbox.settled();
      await sandbox.sms(ANA, 'three');
      await sandbox.settled();
      expect(await sandbox.saidBy(ANA)).toEqual([['one'], ['two', 'three']]);
    });
  });
});

function inputFor(id: string): object {
  const business = '+12125550101';
  return {
    message: {
      id,
      channel: 'sms',
      businessId: business,
      vendorId: ANA,
      displayName: ANA,
      content: { type: 'text', text: `text ${id}` },
      sentAt: '2026-11-20T10:00:00.000Z',
      receivedAt: '2026-11-20T10:00:00.500Z',
    },
    sessionKey: `session#sms#${business}#${ANA}`,
    deliveredKey: `delivered#${id}`,
  };
}
