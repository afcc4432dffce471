import { fails, type Row } from './row';

const EVENT = 'application/vnd.amazonaws.connect.event';

const agentText = {
  id: 'item-1',
  type: 'MESSAGE',
  contentType: 'text/plain',
  content: 'Hello',
  participantRole: 'AGENT',
  visibility: 'ALL',
  initialContactId: 'contact-1',
};
const ended = {
  id: 'item-2',
  type: 'EVENT',
  contentType: `${EVENT}.chat.ended`,
  initialContactId: 'contact-1',
};

const item = (channel: string) => ({
  Item: {
    channel: { S: channel },
    businessId: { S: '+12125550101' },
    vendorId: { S: '+14255550182' },
    sessionKey: { S: `session#${channel}#+12125550101#+14255550182` },
  },
});
const sent = { Payload: { providerMessageIds: ['p-1'] } };

const found = ['IsForCustomer', 'LookUpContact', 'IsContactKnown', 'UseContact', 'WhatHappened'];
const bySms = [...found, 'SendSms'];
const byMessenger = [...found, 'SendMessenger'];
const closing = [...found, 'CloseSession'];
const ignored = ['IsForCustomer', 'Ignored'];

const sms = { LookUpContact: [item('sms')], SendSms: [sent] };
const messenger = { LookUpContact: [item('facebook')], SendMessenger: [sent] };
const closed = { LookUpContact: [item('sms')], CloseSession: [{}] };

const row = (
  when: string,
  event: object,
  tasks: Row['tasks'],
  path: string[],
  error?: string,
): Row => ({
  when,
  input: { event, contactKey: 'contact#contact-1' },
  tasks,
  path,
  ...(error && { error }),
});

const without = (field: keyof typeof agentText): object =>
  Object.fromEntries(Object.entries(agentText).filter(([name]) => name !== field));

const story: Row[] = [
  row('an agent writes to an SMS customer', agentText, sms, [...bySms, 'MessageSent']),
  row('an agent writes to a Messenger customer', agentText, messenger, [
    ...byMessenger,
    'MessageSent',
  ]),
  row('the flow writes for the customer alone', { ...agentText, visibility: 'CUSTOMER' }, sms, [
    ...bySms,
    'MessageSent',
  ]),
  row('an item says no role', without('participantRole'), sms, [...bySms, 'MessageSent']),
  row('an item says no content type', without('contentType'), sms, [...bySms, 'MessageSent']),
  row(
    'an attachment is approved',
    { ...agentText, type: 'ATTACHMENT', attachments: [{ status: 'APPROVED' }] },
    sms,
    [...bySms, 'MessageSent'],
  ),
  row('the chat ended', ended, closed, [...closing, 'SessionClosed']),
  row('the end of the chat has a type of its own', { ...ended, type: 'CHAT_ENDED' }, closed, [
    ...closing,
    'SessionClosed',
  ]),
  row(
    'the end of the chat has the role of the agent and is for agents',
    { ...ended, participantRole: 'AGENT', visibility: 'AGENT' },
    closed,
    [...closing, 'SessionClosed'],
  ),
  row(
    'the end of an old chat comes late',
    ended,
    { ...closed, CloseSession: [fails('DynamoDB.ConditionalCheckFailedException')] },
    [...closing, 'SessionClosed'],
  ),
];

const ignorable: Row[] = [
  row(
    'an attachment is being scanned',
    { ...agentText, type: 'ATTACHMENT', attachments: [{ status: 'IN_PROGRESS' }] },
    {},
    ignored,
  ),
  row(
    'an attachment is rejected',
    { ...agentText, type: 'ATTACHMENT', attachments: [{ status: 'REJECTED' }] },
    {},
    ignored,
  ),
  row(
    'the customer’s own words come back',
    { ...agentText, participantRole: 'CUSTOMER' },
    {},
    ignored,
  ),
  row(
    'the customer’s own words are marked for the customer',
    { ...agentText, participantRole: 'CUSTOMER', visibility: 'CUSTOMER' },
    {},
    ignored,
  ),
  row('agents talk among themselves', { ...agentText, visibility: 'AGENT' }, {}, ignored),
  ...['typing', 'participant.joined', 'participant.left', 'transfer.succeeded', 'message.read'].map(
    (name) =>
      row(
        `the event is ${name}`,
        { ...agentText, type: 'EVENT', contentType: `${EVENT}.${name}` },
        {},
        ignored,
      ),
  ),
  row(
    'an operator tests the deployment, and nobody is behind the contact',
    agentText,
    { LookUpContact: [item('test')] },
    [...found, 'Ignored'],
  ),
  row('an event says no content type', { ...without('contentType'), type: 'EVENT' }, {}, ignored),
];

const failures: Row[] = [
  row(
    'an item says nothing of its visibility: it may be for agents only',
    without('visibility'),
    {},
    ['IsForCustomer', 'VisibilityUnknown'],
    'VisibilityUnknown',
  ),
  row(
    'nobody knows the contact',
    agentText,
    { LookUpContact: [{}] },
    [...found.slice(0, 3), 'UnknownContact'],
    'UnknownContact',
  ),
  row(
    'the channel is not deployed',
    agentText,
    { LookUpContact: [item('telegram')] },
    [...found, 'ChannelNotDeployed'],
    'ChannelNotDeployed',
  ),
  row(
    'the contact cannot be read',
    agentText,
    { LookUpContact: [fails('DynamoDB.ResourceNotFoundException')] },
    ['IsForCustomer', 'LookUpContact', 'MessageNotDelivered'],
    'DynamoDB.ResourceNotFoundException',
  ),
  row(
    'the session cannot be closed',
    ended,
    { ...closed, CloseSession: [fails('DynamoDB.ResourceNotFoundException')] },
    [...closing, 'MessageNotDelivered'],
    'DynamoDB.ResourceNotFoundException',
  ),
  ...[
    'Throttled',
    'ServiceFault',
    'CredentialsRefused',
    'Lambda.Unknown',
    'Sandbox.Timedout',
  ].flatMap((error) => [
    row(
      `the SMS sender fails with ${error}: never repeated here`,
      agentText,
      { ...sms, SendSms: [fails(error)] },
      [...bySms, 'MessageNotDelivered'],
      error,
    ),
    row(
      `the Messenger sender fails with ${error}: never repeated here`,
      agentText,
      { ...messenger, SendMessenger: [fails(error)] },
      [...byMessenger, 'MessageNotDelivered'],
      error,
    ),
  ]),
];

const told = { Payload: { told: true } };
const telling = ['DidAgentWrite', 'TellAgent', 'MessageNotDelivered'];
const bySmsInVain = (TellAgent: Row['tasks'][string], error = 'Refused') => ({
  ...sms,
  SendSms: [fails(error)],
  TellAgent,
});

const notices: Row[] = [
  ...['Refused', 'UnsupportedContent', 'OutcomeUnknown'].flatMap((error) => [
    row(
      `an agent’s SMS ends with ${error}: the agent is told`,
      agentText,
      bySmsInVain([told], error),
      [...bySms, ...telling],
      error,
    ),
    row(
      `an agent’s Messenger message ends with ${error}: the agent is told`,
      agentText,
      { ...messenger, SendMessenger: [fails(error)], TellAgent: [told] },
      [...byMessenger, ...telling],
      error,
    ),
  ]),
  ...['CUSTOM_BOT', 'SYSTEM', 'SUPERVISOR'].map((participantRole) =>
    row(
      `what was refused is of the role ${participantRole}: nobody is told`,
      { ...agentText, participantRole },
      bySmsInVain([]),
      [...bySms, 'DidAgentWrite', 'MessageNotDelivered'],
      'Refused',
    ),
  ),
  row(
    'what was refused has no role: nobody is told',
    without('participantRole'),
    bySmsInVain([]),
    [...bySms, 'DidAgentWrite', 'MessageNotDelivered'],
    'Refused',
  ),
  ...['Refused', 'Lambda.Unknown', 'Sandbox.Timedout', 'States.Timeout'].map((error) =>
    row(
      `the agent cannot be told (${error}): the message’s own error stays`,
      agentText,
      bySmsInVain([fails(error)], 'OutcomeUnknown'),
      [...bySms, ...telling],
      'OutcomeUnknown',
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
// The sender's own record keeps a repeated invocation from sending twice.
const lambda = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

const retries: Row[] = [
  ...dynamodb.flatMap((error) => [
    row(
      `LookUpContact meets ${error} once`,
      agentText,
      { ...sms, LookUpContact: [fails(error), item('sms')] },
      [...bySms, 'MessageSent'],
    ),
    row(
      `CloseSession meets ${error} once`,
      ended,
      { ...closed, CloseSession: [fails(error), {}] },
      [...closing, 'SessionClosed'],
    ),
  ]),
  ...[...lambda, 'ServiceFault', 'Throttled'].map((error) =>
    row(
      `TellAgent meets ${error} once`,
      agentText,
      bySmsInVain([fails(error), told]),
      [...bySms, ...telling],
      'Refused',
    ),
  ),
  ...lambda.flatMap((error) => [
    row(`SendSms meets ${error} once`, agentText, { ...sms, SendSms: [fails(error), sent] }, [
      ...bySms,
      'MessageSent',
    ]),
    row(
      `SendMessenger meets ${error} once`,
      agentText,
      { ...messenger, SendMessenger: [fails(error), sent] },
      [...byMessenger, 'MessageSent'],
    ),
  ]),
];

export const agentEventRouterRows = [...story, ...ignorable, ...failures, ...notices, ...retries];
