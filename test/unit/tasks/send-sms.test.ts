import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../tasks/send-sms/handler';
import { awsError } from '../../support/aws-error';
import { useTables } from '../../support/dynamodb';
import { invoke } from '../../support/lambda';
import { agentEvent } from '../../support/streaming';

const tables = useTables();
const provider = mockClient(PinpointSMSVoiceV2Client);
const contact = { channel: 'sms', businessId: '+12065550143', vendorId: '+14255550182' };
const send = (event = agentEvent()) => invoke(handler, { event, contact });
const texts = () =>
  provider.commandCalls(SendTextMessageCommand).map(({ args }) => args[0].input.MessageBody);

beforeEach(() => {
  provider.reset();
  let count = 0;
  provider.on(SendTextMessageCommand).callsFake(() => {
    count += 1;
    return { MessageId: `sms-${count}` };
  });
});

describe('send-sms', () => {
  it('sends the words of the agent from the number that the customer wrote to', async () => {
    expect(await send()).toEqual({ providerMessageIds: ['sms-1'] });
    expect(
      provider.commandCalls(SendTextMessageCommand).map(({ args }) => args[0].input),
    ).toMatchObject([
      {
        OriginationIdentity: '+12065550143',
        DestinationPhoneNumber: '+14255550182',
        MessageBody: 'Good morning, I am looking it up 📦',
      },
    ]);
  });

  it('sends a long text in parts, each noted by itself', async () => {
    const content = `${'a'.repeat(1500)} ${'b'.repeat(1500)}`;
    const event = agentEvent('agent-text', { content });
    expect(await send(event)).toEqual({ providerMessageIds: ['sms-1', 'sms-2'] });
    expect(texts().map((text) => text?.[0])).toEqual(['a', 'b']);
    expect(await tables.item('session', `send#${event.id}#1`)).toMatchObject({
      state: 'SENT',
      providerMessageId: 'sms-2',
    });
  });

  it('sends nothing twice when the execution is repeated', async () => {
    await send();
    expect(await send()).toEqual({ providerMessageIds: ['sms-1'] });
    expect(texts()).toHaveLength(1);
  });

  it('sends nothing again whose outcome is unknown', async () => {
    provider.on(SendTextMessageCommand).rejects(awsError('TimeoutError'));
    await expect(send()).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    await expect(send()).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    expect(texts()).toHaveLength(1);
  });

  it.each(['attachment-approved', 'agent-json', 'agent-typing'])(
    'refuses %s before anything is noted',
    async (kind) => {
      await expect(send(agentEvent(kind))).rejects.toMatchObject({ name: 'UnsupportedContent' });
      expect(tables.actions()).toEqual([]);
    },
  );
});
