import { isoTime } from '../../domain/clock';
import { InvalidPayload, NotServed, type ParsedEvent } from '../channel';
import { validate } from '../validate';
import { capabilities } from './capabilities';
import { whatWasSaid } from './said';
import { entrySchema, eventSchema, webhookSchema } from './schema';

/** Webhooks carry no names. */
const DISPLAY_NAME = 'Messenger customer';

/**
 * Kinds of events that are left alone on purpose. Receipts and reactions say nothing that an agent
 * must answer, and must not open a chat; a thread's owner and its ad are no concern of a message.
 */
const IGNORED_KINDS = [
  'reaction',
  'read',
  'delivery',
  'referral',
  'optin',
  'account_linking',
  'policy_enforcement',
  'policy-enforcement',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
];

/**
 * Reads a Messenger webhook body: any number of entries, each with events of any kind, of any
 * number of customers. What cannot be read costs itself alone: a refused webhook would come again
 * with the messages of everybody else in it, and in the end cost the page its subscription.
 *
 * @throws InvalidPayload where it is no webhook at all; NotServed for another product
 */
export function parse(body: unknown, receivedAt: string): ParsedEvent[] {
  const { object, entry } = validate(webhookSchema, body);
  if (object !== 'page') throw new NotServed('This webhook serves the object "page" only.');
  return entry.flatMap((payload, index) => {
    const place = `entry.${index}`;
    return orUnreadable(payload, () => parseEntry(payload, place, receivedAt));
  });
}

function orUnreadable(payload: unknown, read: () => ParsedEvent[]): ParsedEvent[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidPayload)) throw error;
    return [{ type: 'unreadable', issues: error.issues, payload }];
  }
}

function parseEntry(payload: unknown, place: string, receivedAt: string): ParsedEvent[] {
  const { id, messaging, standby } = validate(entrySchema, payload, place);
  const events = (messaging ?? []).flatMap((event, index) => {
    const context = { pageId: id, place: `${place}.messaging.${index}`, receivedAt };
    return orUnreadable(event, () => [parseEvent(event, context)]);
  });
  return [...events, ...(standby ?? []).map(() => ignored('standby'))];
}

interface Context {
  pageId: string;
  /** The path to the event. */
  place: string;
  /** ISO 8601. */
  receivedAt: string;
}

function parseEvent(payload: unknown, { pageId, place, receivedAt }: Context): ParsedEvent {
  const event = validate(eventSchema, payload, place);
  if (event.message?.is_echo || event.sender?.id === pageId) return ignored('echo');
  const said = whatWasSaid(event);
  if (!said) return ignored(IGNORED_KINDS.find((kind) => kind in event) ?? 'unsupported');
  if (!event.sender?.id) throw new InvalidPayload([`${place}.sender: a message needs one`]);
  return {
    type: 'message',
    message: {
      id: said.id,
      channel: capabilities.name,
      businessId: pageId,
      vendorId: event.sender.id,
      content: said.content,
      sentAt: event.timestamp ? isoTime(event.timestamp) : receivedAt,
      receivedAt,
      displayName: DISPLAY_NAME,
    },
  };
}

function ignored(kind: string): ParsedEvent {
  return { type: 'ignored', kind };
}
