import * as z from 'zod';
import { type ApiCall, ApiError, type ApiService, errorAnswer, jsonAnswer } from '../aws/protocol';
import { read } from './connect-api';
import type { TranscriptItem } from './contact';
import type { ConnectInstance } from './instance';

const connectionSchema = z.object({
  Type: z.array(z.enum(['WEBSOCKET', 'CONNECTION_CREDENTIALS', 'WEBRTC_CONNECTION'])).min(1),
  ConnectParticipant: z.boolean().default(false),
});

const messageSchema = z.object({
  ContentType: z.string().min(1).max(100),
  Content: z.string().min(1),
  ClientToken: z.string().max(500).optional(),
});

const eventSchema = z.object({ ContentType: z.string().min(1) });

const transcriptSchema = z.object({ MaxResults: z.number().int().min(0).max(100).default(10) });

const routes: Record<string, string> = {
  'POST /participant/connection': 'CreateParticipantConnection',
  'POST /participant/message': 'SendMessage',
  'POST /participant/event': 'SendEvent',
  'POST /participant/disconnect': 'DisconnectParticipant',
  'POST /participant/transcript': 'GetTranscript',
};

/** The participant service's API (Amazon Connect Participant API reference): the bearer token decides. */
export function participantApi(instance: ConnectInstance): ApiService {
  const contactOf = (call: ApiCall) => instance.byConnectionToken(bearer(call));
  const operations: Record<string, (call: ApiCall) => unknown> = {
    CreateParticipantConnection: (call) => {
      const input = validated(call, connectionSchema);
      const { token, expiry } = instance.connectCustomer(bearer(call), input.ConnectParticipant);
      const Expiry = new Date(expiry).toISOString();
      return { ConnectionCredentials: { ConnectionToken: token, Expiry } };
    },
    SendMessage: (call) => {
      const contact = contactOf(call);
      const { Content, ContentType, ClientToken } = validated(call, messageSchema);
      const said = instance.customerSays(contact, Content, ContentType, ClientToken);
      return { Id: said.id, AbsoluteTime: said.absoluteTime };
    },
    SendEvent: (call) => {
      const contact = contactOf(call);
      const { ContentType: contentType } = validated(call, eventSchema);
      const item = contact.add({ type: 'EVENT', participantRole: 'CUSTOMER', contentType });
      return { Id: item.id, AbsoluteTime: item.absoluteTime };
    },
    DisconnectParticipant: (call) => {
      instance.desk.end(contactOf(call), { reason: 'CUSTOMER_DISCONNECT' });
      return {};
    },
    GetTranscript: (call) => {
      const contact = contactOf(call);
      const { MaxResults } = validated(call, transcriptSchema);
      const Transcript = contact.transcript.slice(-MaxResults).reverse().map(transcriptItem);
      return { InitialContactId: contact.initialContactId, Transcript };
    },
  };
  return {
    operations: Object.keys(operations),
    operationOf: ({ method, path }) => routes[`${method} ${path.split('?')[0]}`],
    handle: async (call) => jsonAnswer(operations[call.operation]?.(call)),
    throttle: () => errorAnswer(429, 'ThrottlingException', 'Rate exceeded'),
    failure: ({ error = 'InternalServerException', status = 500 }) =>
      errorAnswer(status, String(error)),
  };
}

function bearer({ headers }: ApiCall): string {
  return headers['x-amz-bearer'] ?? '';
}

/** This service calls a malformed request a ValidationException. */
function validated<Value>(call: ApiCall, schema: z.ZodType<Value>): Value {
  try {
    return read(call, schema);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(400, 'ValidationException', error.message);
  }
}

function transcriptItem(item: TranscriptItem) {
  return {
    Id: item.id,
    Type: item.type,
    AbsoluteTime: item.absoluteTime,
    Content: item.content,
    ContentType: item.contentType,
    ParticipantRole: item.participantRole,
    DisplayName: item.displayName,
  };
}
