import * as z from 'zod';
import { type ApiCall, ApiError, type ApiService, errorAnswer, jsonAnswer } from '../aws/protocol';
import type { Contact } from './contact';
import type { ConnectInstance } from './instance';

const id = z.string().min(1).max(256);
const attributes = z.record(z.string().regex(/^[A-Za-z0-9_-]+$/), z.string().max(32_767));

const startChatSchema = z.object({
  InstanceId: id,
  ContactFlowId: z.string().max(500),
  ParticipantDetails: z.object({ DisplayName: z.string().min(1).max(256) }),
  Attributes: attributes.default({}),
  ClientToken: z.string().max(500).optional(),
  ChatDurationInMinutes: z.number().int().min(60).max(10_080).default(1500),
  SupportedMessagingContentTypes: z.array(z.string()).default(['text/plain']),
});

const streamingSchema = z.object({
  InstanceId: id,
  ContactId: id,
  ChatStreamingConfiguration: z.object({ StreamingEndpointArn: z.string().max(350) }),
  ClientToken: z.string().max(500).optional(),
});

const stopStreamingSchema = z.object({ InstanceId: id, ContactId: id, StreamingId: id });
const stopSchema = z.object({ InstanceId: id, ContactId: id });

const routes: [RegExp, string][] = [
  [/^PUT \/contact\/chat$/, 'StartChatContact'],
  [/^POST \/contact\/start-streaming$/, 'StartContactStreaming'],
  [/^POST \/contact\/stop-streaming$/, 'StopContactStreaming'],
  [/^POST \/contact\/stop$/, 'StopContact'],
  [/^GET \/contacts\/[^/]+\/[^/]+$/, 'DescribeContact'],
];

/** The Connect service's API (Amazon Connect API reference), REST-JSON. */
export function connectApi(instance: ConnectInstance): ApiService {
  const operations: Record<string, (call: ApiCall) => unknown> = {
    StartChatContact: (call) => startChat(instance, read(call, startChatSchema)),
    StartContactStreaming: (call) => {
      const input = read(call, streamingSchema);
      checkInstance(instance, input.InstanceId);
      const topicArn = input.ChatStreamingConfiguration.StreamingEndpointArn;
      return { StreamingId: instance.startStreaming(input.ContactId, topicArn, input.ClientToken) };
    },
    StopContactStreaming: (call) => {
      const input = read(call, stopStreamingSchema);
      checkInstance(instance, input.InstanceId);
      instance.stopStreaming(input.ContactId, input.StreamingId);
      return {};
    },
    StopContact: (call) => {
      const input = read(call, stopSchema);
      checkInstance(instance, input.InstanceId);
      instance.stopContact(input.ContactId);
      return {};
    },
    DescribeContact: ({ path }) => {
      const [, , instanceId = '', contactId = ''] = path.split('/').map(decodeURIComponent);
      checkInstance(instance, instanceId);
      return { Contact: description(instance.find(contactId)) };
    },
  };
  return {
    operations: Object.keys(operations),
    operationOf: ({ method, path }) =>
      routes.find(([route]) => route.test(`${method} ${path.split('?')[0]}`))?.[1],
    handle: async (call) => jsonAnswer(operations[call.operation]?.(call)),
    // In the documentation's text, and in no model.
    throttle: () => errorAnswer(429, 'TooManyRequestsException', 'Rate exceeded'),
    failure: ({ error = 'InternalServiceException', status = 500 }) =>
      errorAnswer(status, String(error)),
  };
}

function startChat(instance: ConnectInstance, input: z.infer<typeof startChatSchema>) {
  checkInstance(instance, input.InstanceId);
  if (input.ContactFlowId !== instance.settings.contactFlowId) {
    throw new ApiError(404, 'ResourceNotFoundException', 'Contact flow not found');
  }
  if (!input.SupportedMessagingContentTypes.includes('text/plain')) {
    throw new ApiError(400, 'InvalidRequestException', 'text/plain must be supported');
  }
  const request = {
    displayName: input.ParticipantDetails.DisplayName,
    attributes: input.Attributes,
    durationMinutes: input.ChatDurationInMinutes,
    contentTypes: input.SupportedMessagingContentTypes,
  };
  const contact = instance.startChat(request, input.ClientToken);
  return {
    ContactId: contact.initialContactId,
    ParticipantId: contact.participantId,
    ParticipantToken: contact.participantToken,
  };
}

function checkInstance({ settings }: ConnectInstance, instanceId: string): void {
  if (instanceId !== settings.instanceId) {
    throw new ApiError(404, 'ResourceNotFoundException', 'Instance not found');
  }
}

/** Timestamps in seconds since the epoch, as REST-JSON has them. */
function description(contact: Contact) {
  return {
    Id: contact.contactId,
    InitialContactId: contact.initialContactId,
    Channel: 'CHAT',
    InitiationMethod: 'API',
    InitiationTimestamp: contact.startedAt / 1000,
    ...(contact.endedAt !== undefined && { DisconnectTimestamp: contact.endedAt / 1000 }),
    DisconnectReason: contact.disconnectReason,
  };
}

/** The body, if it has the documented shape. */
export function read<Value>({ body }: ApiCall, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(JSON.parse(body.toString() || '{}'));
  if (result.success) return result.data;
  throw new ApiError(400, 'InvalidParameterException', z.prettifyError(result.error));
}
