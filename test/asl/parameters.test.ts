import { agentEventRouterRows } from './agent-event-router.rows';
import { definitionOf, type Row, runner } from './row';
import { sessionLifecycleRows } from './session-lifecycle.rows';

const rowNamed = (rows: Row[], when: string): Row => {
  const row = rows.find((one) => one.when === when);
  if (!row) throw new Error(`No row: ${when}`);
  return row;
};

describe('session-lifecycle hands its tasks', () => {
  const run = runner(definitionOf('session-lifecycle'));
  const callsOf = async (when: string) =>
    new Map((await run(rowNamed(sessionLifecycleRows, when))).calls.map((c) => [c.state, c]));

  it('the session’s key, a consistent read, and no token', async () => {
    const call = (await callsOf('there is no session')).get('LookUpSession');
    expect(call?.parameters).toEqual({
      TableName: 'session',
      Key: { pk: { S: 'session#facebook#1234567890#2468013579' } },
      ConsistentRead: true,
      ProjectionExpression: '#status, contactId',
      ExpressionAttributeNames: { '#status': 'status' },
    });
  });

  it('the claim as ClientToken of the streaming', async () => {
    const call = (await callsOf('there is no session')).get('StartStreaming');
    expect(call?.parameters).toEqual({
      InstanceId: 'instance',
      ContactId: 'contact-2',
      ChatStreamingConfiguration: {
        StreamingEndpointArn: 'arn:aws:sns:us-east-1:111122223333:chat-stream',
      },
      ClientToken: 'claim-2',
    });
  });

  it('what the start of a chat depends on, which is the customer, and the message’s id for the logs', async () => {
    const call = (await callsOf('there is no session')).get('StartChat');
    expect(call?.parameters).toEqual({
      FunctionName: 'start-chat',
      Payload: {
        channel: 'facebook',
        businessId: '1234567890',
        vendorId: '2468013579',
        displayName: 'Customer',
        messageId: 'm_1',
      },
    });
  });

  it('the whole message, to be said in the chat', async () => {
    const row = rowNamed(sessionLifecycleRows, 'the chat is open');
    const call = (await callsOf('the chat is open')).get('SendToAgent');
    const { message } = row.input as { message: object };
    expect(call?.parameters).toEqual({
      FunctionName: 'send-to-agent',
      Payload: { message, contactId: 'contact-1' },
    });
  });

  it('the contact that has ended, so that a newer session stays', async () => {
    const call = (await callsOf('the chat ended and nobody told')).get('CloseSession');
    expect(call?.parameters).toEqual({
      TableName: 'session',
      Key: { pk: { S: 'session#facebook#1234567890#2468013579' } },
      ConditionExpression: 'contactId = :contactId',
      ExpressionAttributeValues: { ':contactId': { S: 'contact-1' } },
    });
  });
});

describe('agent-event-router hands its tasks', () => {
  const run = runner(definitionOf('agent-event-router'));
  const callsOf = async (when: string) =>
    new Map((await run(rowNamed(agentEventRouterRows, when))).calls.map((c) => [c.state, c]));

  it('a consistent read by the InitialContactId', async () => {
    const call = (await callsOf('the chat ended')).get('LookUpContact');
    expect(call?.parameters).toEqual({
      TableName: 'session',
      Key: { pk: { S: 'contact#contact-1' } },
      ConsistentRead: true,
    });
  });

  it('what was said, and whose chat it is', async () => {
    const when = 'an agent writes to an SMS customer';
    const row = rowNamed(agentEventRouterRows, when);
    expect((await callsOf(when)).get('SendSms')?.parameters).toEqual({
      FunctionName: 'send-sms',
      Payload: {
        event: (row.input as { event: object }).event,
        contact: {
          channel: 'sms',
          businessId: '+12125550101',
          vendorId: '+14255550182',
          sessionKey: 'session#sms#+12125550101#+14255550182',
        },
      },
    });
  });

  it('what was not delivered, whose chat it is, and why: nothing else', async () => {
    const when = 'an agent’s SMS ends with Refused: the agent is told';
    const calls = await callsOf(when);
    const { Payload } = calls.get('SendSms')?.parameters as { Payload: object };
    expect(calls.get('TellAgent')?.parameters).toEqual({
      FunctionName: 'tell-agent',
      Payload: { ...Payload, error: { Error: 'Refused', Cause: 'cause of Refused' } },
    });
  });

  it('the condition that the session is still this contact’s', async () => {
    expect((await callsOf('the chat ended')).get('CloseSession')?.parameters).toEqual({
      TableName: 'session',
      Key: { pk: { S: 'session#sms#+12125550101#+14255550182' } },
      ConditionExpression: 'contactId = :contactId',
      ExpressionAttributeValues: { ':contactId': { S: 'contact-1' } },
    });
  });
});
