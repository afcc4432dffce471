import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type ApiAnswer, type ApiCall, type ApiService, jsonAnswer } from '../aws/protocol';
import type { Secret } from '../aws/secrets-manager';
import type { MessagingWindow } from './messaging-window';
import type { Outbox } from './outbox';

const quickReplySchema = z.looseObject({
  content_type: z.literal('text'),
  title: z.string().min(1).max(20),
  payload: z.string().max(1000),
});

const sendSchema = z.looseObject({
  recipient: z.looseObject({ id: z.string().min(1) }),
  messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']),
  message: z.looseObject({
    text: z.string().min(1).max(2000),
    quick_replies: z.array(quickReplySchema).max(13).optional(),
  }),
});

const THROTTLE_CODE = 613;
const OUTSIDE_WINDOW = { code: 10, subcode: 2018278 };

export interface GraphParts {
  secret: Secret;
  outbox: Outbox;
  window: MessagingWindow;
}

/** Meta's Send API (Messenger Platform, "Send messages" and "Error codes"). */
export function graphApi({ secret, outbox, window }: GraphParts): ApiService {
  return {
    operations: ['SendMessage'],
    operationOf: ({ method, path }) =>
      method === 'POST' && /^\/v\d+\.\d+\/[^/]+\/messages(\?|$)/.test(path)
        ? 'SendMessage'
        : undefined,
    handle: async (call) => refusal(call, secret) ?? sendMessage(call, outbox, window),
    throttle: () =>
      graphError(400, THROTTLE_CODE, 'Calls to this API have exceeded the rate limit.'),
    failure: ({ error = 1, status = Number(error) > 2 ? 400 : 500, subcode }) =>
      graphError(status, Number(error), 'An error of the sandbox.', subcode),
  };
}

/** Access token and proof of the app secret (Graph API, "Securing requests"). */
function refusal({ path, headers }: ApiCall, secret: Secret): ApiAnswer | undefined {
  const { PAGE_TOKEN = '', APP_SECRET = '' } = secret.agreed;
  const query = new URLSearchParams(path.split('?')[1]);
  const token = query.get('access_token') ?? headers.authorization?.replace(/^Bearer /, '');
  if (token !== PAGE_TOKEN) return graphError(401, 190, 'Invalid OAuth access token.');
  const proof = createHmac('sha256', APP_SECRET).update(PAGE_TOKEN).digest('hex');
  if (query.get('appsecret_proof') === proof) return undefined;
  return graphError(400, 100, 'Invalid appsecret_proof provided in the API argument');
}

function sendMessage({ body }: ApiCall, outbox: Outbox, window: MessagingWindow): ApiAnswer {
  const input = sendSchema.safeParse(JSON.parse(body.toString()));
  if (!input.success) return graphError(400, 100, z.prettifyError(input.error));
  const { recipient, message, messaging_type } = input.data;
  if (messaging_type !== 'MESSAGE_TAG' && !window.isOpen(recipient.id)) {
    const { code, subcode } = OUTSIDE_WINDOW;
    return graphError(400, code, 'This message is sent outside of allowed window.', subcode);
  }
  outbox.add({ channel: 'facebook', to: recipient.id, text: message.text, raw: input.data });
  return jsonAnswer({
    recipient_id: recipient.id,
    message_id: `m_${randomBytes(32).toString('hex')}`,
  });
}

function graphError(
  status: number,
  code: number,
  message: string,
  error_subcode?: number,
): ApiAnswer {
  const error = {
    message,
    type: 'OAuthException',
    code,
    error_subcode,
    fbtrace_id: randomBytes(6).toString('hex'),
  };
  return jsonAnswer({ error }, status);
}
