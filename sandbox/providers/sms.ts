import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import {
  type ApiAnswer,
  type ApiCall,
  ApiError,
  type ApiService,
  awsJsonErrors,
  errorAnswer,
  jsonAnswer,
  targetOperation,
} from '../aws/protocol';
import type { OptOuts } from './opt-outs';
import type { Outbox } from './outbox';

const sendTextSchema = z.object({
  DestinationPhoneNumber: z.string().regex(/^\+?[1-9][0-9]{1,18}$/),
  OriginationIdentity: z.string().min(1).max(256).optional(),
  MessageBody: z.string().regex(/\S/).max(1600),
  MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']).optional(),
});

/** SMS and voice v2 API reference, ConflictException. */
const OPTED_OUT = {
  error: 'ConflictException',
  status: 400,
  reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
};

export interface SmsParts {
  outbox: Outbox;
  optOuts: OptOuts;
}

/** AWS End User Messaging SMS (SMS and voice v2 API reference), JSON 1.0. */
export function smsVoiceApi({ outbox, optOuts }: SmsParts): ApiService {
  return {
    ...awsJsonErrors,
    operations: ['SendTextMessage'],
    operationOf: targetOperation,
    handle: async ({ body }) => {
      const input = sendTextSchema.safeParse(JSON.parse(body.toString()));
      if (!input.success) {
        throw new ApiError(400, 'ValidationException', z.prettifyError(input.error));
      }
      const { DestinationPhoneNumber: to, MessageBody: text } = input.data;
      if (optOuts.has(to)) return awsJsonErrors.failure(OPTED_OUT);
      outbox.add({ channel: 'sms', to, text, raw: input.data });
      return jsonAnswer({ MessageId: randomUUID() });
    },
  };
}

const sendMessagesSchema = z.object({
  Addresses: z.record(z.string(), z.object({ ChannelType: z.literal('SMS') })),
  MessageConfiguration: z.object({
    SMSMessage: z.looseObject({
      Body: z.string().min(1),
      OriginationNumber: z.string().optional(),
    }),
  }),
});

/** Amazon Pinpoint's SendMessages, REST-JSON: HTTP 200 whatever becomes of an address. */
export function pinpointApi({ outbox, optOuts }: SmsParts): ApiService {
  return {
    operations: ['SendMessages'],
    operationOf: ({ method, path }) =>
      method === 'POST' && /^\/v1\/apps\/[^/]+\/messages$/.test(path) ? 'SendMessages' : undefined,
    handle: async (call) =>
      results(call, (to, text, raw) => {
        if (optOuts.has(to)) return addressResult('OPT_OUT', 400);
        outbox.add({ channel: 'sms', to, text, raw });
        return addressResult('SUCCESSFUL', 200);
      }),
    throttle: () => errorAnswer(429, 'TooManyRequestsException', 'Rate exceeded'),
    failure: ({ error = 'InternalServerErrorException', status = 500, deliveryStatus }, call) =>
      deliveryStatus
        ? results(call, () => addressResult(deliveryStatus, status))
        : errorAnswer(status, String(error)),
  };
}

function results(
  { path, body }: ApiCall,
  send: (to: string, text: string, raw: unknown) => object,
): ApiAnswer {
  const input = sendMessagesSchema.safeParse(JSON.parse(body.toString()));
  if (!input.success) throw new ApiError(400, 'BadRequestException', z.prettifyError(input.error));
  const { Addresses, MessageConfiguration } = input.data;
  const { Body } = MessageConfiguration.SMSMessage;
  const Result = Object.fromEntries(
    Object.keys(Addresses).map((to) => [to, send(to, Body, input.data)]),
  );
  return jsonAnswer({ ApplicationId: path.split('/')[3], RequestId: randomUUID(), Result });
}

function addressResult(DeliveryStatus: string, StatusCode: number) {
  const MessageId = randomUUID();
  return { DeliveryStatus, StatusCode, MessageId, StatusMessage: `MessageId: ${MessageId}` };
}
