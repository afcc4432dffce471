import { fails, type Row } from './row';

const input = {
  message: {
    id: 'm_1',
    channel: 'facebook',
    businessId: '1234567890',
    vendorId: '2468013579',
    displayName: 'Customer',
    content: { type: 'text', text: 'hello' },
    sentAt: '2026-11-20T10:00:00.000Z',
    receivedAt: '2026-11-20T10:00:00.500Z',
  },
  sessionKey: 'session#facebook#1234567890#2468013579',
  deliveredKey: 'delivered#0123',
};

const nothing = {};
const open = { Item: { status: { S: 'OPEN' }, contactId: { S: 'contact-1' } } };
const starting = { Item: { status: { S: 'STARTING' } } };
const chat = { Payload: { contactId: 'contact-2', claimId: 'claim-2' } };
const connected = { Payload: { contactId: 'contact-2' } };
const said = { Payload: { connectMessageIds: ['item-1'], alreadyDelivered: false } };
const ended = { Contact: { Id: 'contact-1', DisconnectTimestamp: '2026-11-20T10:00:00.000Z' } };
const endedByAgent = { Contact: { ...ended.Contact, DisconnectReason: 'AGENT_DISCONNECT' } };
const stillOpen = { Contact: { Id: 'contact-1' } };

const toNewChat = ['LookUpSession', 'IsChatOpen', 'LookUpDelivery', 'WasDelivered', 'StartChat'];
const throughNewChat = [...toNewChat, 'StartStreaming', 'ConnectParticipant', 'SendToAgent'];
const toOpenChat = ['LookUpSession', 'IsChatOpen', 'UseOpenChat', 'SendToAgent'];
const anew = ['CloseSession', 'MayStartAnew', 'StartAnew', 'StartChat'];
const throughAnew = [...anew, 'StartStreaming', 'ConnectParticipant', 'SendToAgent'];
const endedByFlow = [
  ...['DescribeChat', 'HasChatEnded', 'FlowEndedChat'],
  ...['CloseSession', 'MayStartAnew', 'MessageNotDelivered'],
];
const stopped = ['StopChat', 'CloseSession', 'MayStartAnew'];

/** Tasks that answer as they do when a chat is started and nothing goes wrong. */
const smooth = {
  LookUpSession: [nothing],
  LookUpDelivery: [nothing],
  StartChat: [chat],
  StartStreaming: [nothing],
  ConnectParticipant: [connected],
  SendToAgent: [said],
};

const row = (when: string, tasks: Row['tasks'], path: string[], error?: string): Row => ({
  when,
  input,
  tasks: { ...smooth, ...tasks },
  path,
  ...(error && { error }),
});

const story: Row[] = [
  row('the chat is open', { LookUpSession: [open] }, [...toOpenChat, 'MessageDelivered']),
  row('there is no session', {}, [...throughNewChat, 'MessageDelivered']),
  row('an earlier execution began to start the chat', { LookUpSession: [starting] }, [
    ...throughNewChat,
    'MessageDelivered',
  ]),
  row(
    'the message was delivered to a chat that has ended since',
    { LookUpDelivery: [{ Item: { pk: { S: 'delivered#0123' } } }] },
    [...toNewChat.slice(0, 4), 'AlreadyDelivered'],
  ),
  row(
    'the chat ended and nobody told',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver'), said],
      DescribeChat: [ended],
      CloseSession: [nothing],
    },
    [...toOpenChat, 'DescribeChat', 'HasChatEnded', ...throughAnew, 'MessageDelivered'],
  ),
  row(
    'Connect has forgotten the chat',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver'), said],
      DescribeChat: [fails('Connect.ResourceNotFoundException')],
      CloseSession: [nothing],
    },
    [...toOpenChat, 'DescribeChat', ...throughAnew, 'MessageDelivered'],
  ),
  row(
    'the chat ended, and another execution holds a newer session',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver'), said],
      DescribeChat: [ended],
      CloseSession: [fails('DynamoDB.ConditionalCheckFailedException')],
    },
    [...toOpenChat, 'DescribeChat', 'HasChatEnded', ...throughAnew, 'MessageDelivered'],
  ),
  row(
    'Connect refuses the tokens of a chat that is open',
    { LookUpSession: [open], SendToAgent: [fails('ChatOver')], DescribeChat: [stillOpen] },
    [...toOpenChat, 'DescribeChat', 'HasChatEnded', 'ChatStillOpen'],
    'ConnectFault',
  ),
  row(
    'the new chat is ended by its flow: another one would be, too',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver'), fails('ChatOver')],
      DescribeChat: [ended, ended],
      CloseSession: [nothing, nothing],
    },
    [...toOpenChat, ...['DescribeChat', 'HasChatEnded', ...throughAnew], ...endedByFlow],
    'ChatEndedByFlow',
  ),
  row(
    'the contact flow ends the first chat at once',
    {
      SendToAgent: [fails('ChatOver')],
      DescribeChat: [ended],
      CloseSession: [nothing],
    },
    [...throughNewChat, ...endedByFlow],
    'ChatEndedByFlow',
  ),
  row(
    'the new chat cannot be made usable: one new chat per execution',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver')],
      DescribeChat: [ended, ended],
      ConnectParticipant: [fails('ChatOver')],
      CloseSession: [nothing, nothing],
    },
    [
      ...toOpenChat,
      ...['DescribeChat', 'HasChatEnded', ...throughAnew.slice(0, -1)],
      ...['DescribeChat', 'HasChatEnded', 'CloseSession', 'MayStartAnew', 'MessageNotDelivered'],
    ],
    'ChatOver',
  ),
  row(
    'streaming is refused: the chat must not stay behind',
    {
      StartStreaming: [fails('Connect.InvalidRequestException')],
      StopChat: [nothing],
      CloseSession: [nothing],
    },
    [...toNewChat, 'StartStreaming', ...stopped, 'MessageNotDelivered'],
    'Connect.InvalidRequestException',
  ),
  row(
    'the chat that cannot be used has ended already',
    {
      StartStreaming: [fails('Connect.InvalidRequestException')],
      StopChat: [fails('Connect.ContactNotFoundException')],
      CloseSession: [nothing],
    },
    [...toNewChat, 'StartStreaming', ...stopped, 'MessageNotDelivered'],
    'Connect.InvalidRequestException',
  ),
  row(
    'the chat that cannot be used cannot be stopped: its session leads the next attempt to it',
    {
      StartStreaming: [fails('Connect.InvalidRequestException')],
      StopChat: [fails('Connect.AccessDeniedException')],
    },
    [...toNewChat, 'StartStreaming', 'StopChat', 'MessageNotDelivered'],
    'Connect.InvalidRequestException',
  ),
  row(
    'the chat ended before the customer was connected',
    {
      ConnectParticipant: [fails('ChatOver'), connected],
      StartChat: [chat, chat],
      StartStreaming: [nothing, nothing],
      DescribeChat: [ended],
      CloseSession: [nothing],
    },
    [
      ...throughNewChat.slice(0, -1),
      ...['DescribeChat', 'HasChatEnded', ...throughAnew, 'MessageDelivered'],
    ],
  ),
  row(
    'Connect refuses the token of a new chat that is open: it stays for the next attempt',
    { ConnectParticipant: [fails('ChatOver')], DescribeChat: [stillOpen] },
    [...throughNewChat.slice(0, -1), 'DescribeChat', 'HasChatEnded', 'ChatStillOpen'],
    'ConnectFault',
  ),
  row(
    'the contact flow ends the chat before its session is open',
    { ConnectParticipant: [fails('ChatEndedByFlow')] },
    [...throughNewChat.slice(0, -1), 'MessageNotDelivered'],
    'ChatEndedByFlow',
  ),
  row(
    'an agent ends the new chat before the message is in it',
    {
      StartChat: [chat, chat],
      StartStreaming: [nothing, nothing],
      ConnectParticipant: [connected, connected],
      SendToAgent: [fails('ChatOver'), said],
      DescribeChat: [endedByAgent],
      CloseSession: [nothing],
    },
    [...throughNewChat, 'DescribeChat', 'HasChatEnded', ...throughAnew, 'MessageDelivered'],
  ),
  row(
    'the session is open and names no chat',
    { LookUpSession: [{ Item: { status: { S: 'OPEN' } } }] },
    [...throughNewChat, 'MessageDelivered'],
  ),
  ...['Lambda.Unknown', 'Sandbox.Timedout', 'States.Timeout'].map((error) =>
    row(
      `nobody knows whether the customer is connected (${error}): the chat stays for the next attempt`,
      { ConnectParticipant: [fails(error)] },
      [...throughNewChat.slice(0, -1), 'MessageNotDelivered'],
      error,
    ),
  ),
  row(
    'another execution took the session meanwhile',
    { ConnectParticipant: [fails('SessionTaken')] },
    [...throughNewChat.slice(0, -1), 'MessageNotDelivered'],
    'SessionTaken',
  ),
];

/** A failure for good at each task, where nothing else is decided. */
const failures: Row[] = [
  row(
    'the session cannot be read',
    { LookUpSession: [fails('DynamoDB.ResourceNotFoundException')] },
    ['LookUpSession', 'MessageNotDelivered'],
    'DynamoDB.ResourceNotFoundException',
  ),
  row(
    'the delivered mark cannot be read',
    { LookUpDelivery: [fails('DynamoDB.ResourceNotFoundException')] },
    [...toNewChat.slice(0, 3), 'MessageNotDelivered'],
    'DynamoDB.ResourceNotFoundException',
  ),
  row(
    'Connect refuses the message',
    { LookUpSession: [open], SendToAgent: [fails('Refused')] },
    [...toOpenChat, 'MessageNotDelivered'],
    'Refused',
  ),
  row(
    'nobody can tell whether the chat has ended',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver')],
      DescribeChat: [fails('Connect.InvalidParameterException')],
    },
    [...toOpenChat, 'DescribeChat', 'MessageNotDelivered'],
    'Connect.InvalidParameterException',
  ),
  row(
    'the session of an ended chat cannot be closed',
    {
      LookUpSession: [open],
      SendToAgent: [fails('ChatOver')],
      DescribeChat: [ended],
      CloseSession: [fails('DynamoDB.ResourceNotFoundException')],
    },
    [...toOpenChat, 'DescribeChat', 'HasChatEnded', 'CloseSession', 'MessageNotDelivered'],
    'ChatOver',
  ),
  ...['Throttled', 'ChatQuotaFull', 'Lambda.TooManyRequestsException'].map((quota) =>
    row(
      `StartChat meets a quota (${quota}): the execution fails at once, so that the message waits in its queue`,
      { StartChat: [fails(quota)] },
      [...toNewChat, 'MessageNotDelivered'],
      quota,
    ),
  ),
];

const dynamodb = [
  'DynamoDB.ThrottlingException',
  'DynamoDB.ProvisionedThroughputExceededException',
  'DynamoDB.InternalServerError',
  'DynamoDB.InternalServerErrorException',
  'DynamoDB.DynamoDBException',
  'DynamoDB.SdkClientException',
];
const throttles = [
  'Connect.LimitExceededException',
  'Connect.TooManyRequestsException',
  'Connect.ThrottlingException',
];
const connect = [
  'Connect.InternalServiceException',
  'Connect.ConnectException',
  'Connect.SdkClientException',
  ...throttles,
];
const lambda = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'ServiceFault',
];

const transient: Record<string, string[]> = {
  LookUpSession: dynamodb,
  LookUpDelivery: dynamodb,
  StartChat: lambda,
  StartStreaming: connect,
  ConnectParticipant: [...lambda, 'Throttled'],
  SendToAgent: [...lambda, 'Throttled'],
  DescribeChat: connect,
  CloseSession: dynamodb,
  StopChat: connect,
};

const restart = {
  LookUpSession: [open],
  SendToAgent: [fails('ChatOver'), said],
  DescribeChat: [ended],
  CloseSession: [nothing],
};
const unusable = {
  StartStreaming: [fails('Connect.InvalidRequestException')],
  StopChat: [nothing],
  CloseSession: [nothing],
};
const restartPath = [...toOpenChat, 'DescribeChat', 'HasChatEnded', ...throughAnew];

/** The smooth way on which each task is met. */
function wayOf(state: string): [Row['tasks'], string[], string?] {
  if (state === 'DescribeChat' || state === 'CloseSession') {
    return [restart, [...restartPath, 'MessageDelivered']];
  }
  if (state === 'StopChat') {
    const path = [...toNewChat, 'StartStreaming', ...stopped, 'MessageNotDelivered'];
    return [unusable, path, 'Connect.InvalidRequestException'];
  }
  return [{}, [...throughNewChat, 'MessageDelivered']];
}

const retries: Row[] = Object.entries(transient).flatMap(([state, errors]) =>
  errors.map((error) => {
    const [tasks, path, end] = wayOf(state);
    const all: Row['tasks'] = { ...smooth, ...tasks };
    const answers = [fails(error), ...(all[state] ?? [])];
    return row(`${state} meets ${error} once`, { ...tasks, [state]: answers }, path, end);
  }),
);

const thrice = (error: string) => [fails(error), fails(error), fails(error)];

const exhausted: Row[] = [
  ...throttles.map((error) =>
    row(
      `streaming is throttled (${error}) at every try: the chat stays for the next attempt`,
      { StartStreaming: thrice(error) },
      [...toNewChat, 'StartStreaming', 'MessageNotDelivered'],
      error,
    ),
  ),
  row(
    'the connection fails at every try',
    { ConnectParticipant: thrice('ServiceFault'), StopChat: [nothing], CloseSession: [nothing] },
    [...throughNewChat.slice(0, -1), ...stopped, 'MessageNotDelivered'],
    'ServiceFault',
  ),
  ...['Throttled', 'Lambda.TooManyRequestsException'].map((error) =>
    row(
      `the connection meets a quota (${error}) at every try: the chat stays for the next attempt`,
      { ConnectParticipant: thrice(error) },
      [...throughNewChat.slice(0, -1), 'MessageNotDelivered'],
      error,
    ),
  ),
  row(
    'StartChat fails at every try',
    { StartChat: thrice('ServiceFault') },
    [...toNewChat, 'MessageNotDelivered'],
    'ServiceFault',
  ),
  ...['InvalidRequest', 'InvalidParameter', 'ResourceNotFound', 'ContactNotFound'].map((error) =>
    row(
      `the chat to be stopped is gone, or cannot be stopped at all (${error})`,
      { ...unusable, StopChat: [fails(`Connect.${error}Exception`)] },
      [...toNewChat, 'StartStreaming', ...stopped, 'MessageNotDelivered'],
      'Connect.InvalidRequestException',
    ),
  ),
  ...['Connect.ResourceNotFoundException', 'Connect.ContactNotFoundException'].flatMap((error) => [
    row(
      `the chat to be described is gone (${error})`,
      { ...restart, DescribeChat: [fails(error)] },
      [...toOpenChat, 'DescribeChat', ...throughAnew, 'MessageDelivered'],
    ),
  ]),
];

export const sessionLifecycleRows = [...story, ...failures, ...retries, ...exhausted];
