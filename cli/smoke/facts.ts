import { Failed } from '../checks';
import { errorName, statusOf } from '../errors';
import type { Streamed } from './observer';

const CONNECT = 'application/vnd.amazonaws.connect.';
export const CHAT_ENDED = `${CONNECT}event.chat.ended`;

/** Connect's answer to a repeated call must be the first one's. */
export function sameId(kind: string, first: string, second: string): string {
  if (first === second) return `a repetition gives the same ${kind}`;
  throw new Failed(
    `a repetition gave another ${kind}`,
    `Expect a doubled ${kind} where an answer of Connect is lost.`,
  );
}

/** What a notification says of itself: role and visibility, then the names of its attributes. */
function description({ attributes }: Streamed): string {
  const { ParticipantRole = 'absent', MessageVisibility = 'absent' } = attributes;
  const names = Object.keys(attributes).sort().join(' ');
  return `role ${ParticipantRole}, visibility ${MessageVisibility}; attributes: ${names}`;
}

/** What Connect streamed: each kind by each role once. */
export function kinds(streamed: Streamed[]): [kind: string, description: string][] {
  const all = new Map(
    streamed.map((one) => {
      const kind = one.contentType.replace(CONNECT, '');
      return [`${kind} ${one.attributes.ParticipantRole}`, [kind, description(one)] as const];
    }),
  );
  return [...all.values()].map(([kind, text]) => [`streamed ${kind}`, text]);
}

/** The subscription of the stack leaves out what the customer's role is on. */
export function theEnd(streamed: Streamed): string {
  const why = description(streamed);
  if (streamed.attributes.ParticipantRole !== 'CUSTOMER') return why;
  throw new Failed(why, 'Report this: sessions would stay open when their chats have ended.');
}

/** What SendMessage must take, since texts are only split where they are longer. */
export function accepted(error: unknown): string {
  if (error === undefined) return acceptance(error);
  throw new Failed(acceptance(error), 'Deploy with a smaller connectTextLimit.');
}

/** What SendMessage does with a message of some length. */
export function acceptance(error: unknown): string {
  return error === undefined ? 'accepted' : `refused: ${errorName(error)}`;
}

/**
 * How a service says that a rate is used up. The functions tell a throttle by its status 429: any
 * other would count as a refusal for good.
 */
export function throttles(errors: unknown[], calls: number): string {
  const names = [...new Set(errors.map(errorName))].join(', ');
  const why = `${errors.length} of ${calls} calls at once were refused: ${names}`;
  if (errors.every((error) => statusOf(error) === 429)) return why;
  throw new Failed(why, 'Report this: messages that meet it would not wait, but fail.');
}
