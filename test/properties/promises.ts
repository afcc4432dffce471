import type { ContactDetails, Failure, OutboxMessage, Sandbox } from '../support/sandbox';
import { said as saidInTheirName } from '../support/sandbox';
import type { Played } from './play';
import type { Customer, Schedule } from './steps';

/** What this system tells agents: in the customer's name, since it has no other. */
const NOTICE = /^(Not delivered to the customer|It is not known whether this was delivered)/;

/** What no further attempt would change. */
const GIVEN_UP = /^(Refused|UnsupportedContent|ChatEndedByFlow|NoOutcome|TooOld|DeadLetter)$/;

/** What the customer said in a chat. */
const said = (chat: ContactDetails) => saidInTheirName(chat).filter((text) => !NOTICE.test(text));

/** Which promises a run broke, by what Connect's, the carrier's and Meta's simulators received. */
export async function brokenPromises(
  sandbox: Sandbox,
  { inbound, outbound, replayed }: Played,
  schedule: Schedule,
): Promise<string[]> {
  const failures = await sandbox.failures();
  const outbox = await sandbox.get<OutboxMessage[]>('/sandbox/outbox');
  const late = failures.filter(({ id }) => replayed.has(id));
  const perCustomer = [...inbound].map(async ([customer, texts]) => {
    const chats = await sandbox.chatsOf(customer.id);
    return [
      ...oneChat(customer, chats),
      ...once(texts, chats, failures, mayDouble(schedule)),
      ...inOrder(texts, chats, late),
      ...toldOnce(chats),
      ...welcomedOnce(customer, chats, outbox),
    ];
  });
  return [
    ...(await Promise.all(perCustomer)).flat(),
    ...givenUpTooSoon(failures),
    ...replayedForNothing(failures),
    ...atMostOnce(outbound, outbox, failures),
    ...(await noToken(sandbox)),
  ];
}

function oneChat({ id }: Customer, chats: ContactDetails[]): string[] {
  const open = chats.filter(({ status }) => status !== 'ENDED');
  return open.length > 1 ? [`${id} has ${open.length} open chats`] : [];
}

/**
 * The hole that the README names: Connect accepted the message, nobody learnt of it, and the chat
 * ended before the retry, which then says it in the next chat.
 */
function mayDouble({ faults, steps }: Schedule): boolean {
  return [...faults, ...steps].some((step) => step.type === 'fault' && hides(step));
}

/** That Connect accepted a message, or that it was noted as delivered. */
function hides({ api, mode }: Schedule['faults'][number]): boolean {
  if (api === 'dynamodb:PutItem') return mode !== 'throttle' && mode !== 'delay';
  return (
    api === 'connectparticipant:SendMessage' && ['lose-answer', 'crash', 'reset'].includes(mode)
  );
}

function once(
  texts: string[],
  chats: ContactDetails[],
  failures: Failure[],
  mayDouble: boolean,
): string[] {
  return texts.flatMap((text) => {
    const where = chats.filter((chat) => said(chat).includes(text));
    const times = chats.flatMap(said).filter((one) => one === text).length;
    if (times === 0 && !isLedgered(text, failures)) return [`"${text}" is lost`];
    if (times > where.length) return [`"${text}" stands twice in one chat`];
    const ended = where.slice(0, -1).every(({ status }) => status === 'ENDED');
    return times > 1 && !(mayDouble && ended) ? [`"${text}" stands in ${times} chats`] : [];
  });
}

/** Of what arrived by itself; what stands in two chats counts where it came first. */
function inOrder(texts: string[], chats: ContactDetails[], late: Failure[]): string[] {
  const heard = [...new Set(chats.flatMap(said))].filter((text) => !holds(late, text));
  const expected = texts.filter((text) => heard.includes(text));
  const same = JSON.stringify(heard) === JSON.stringify(expected);
  return same ? [] : [`out of order: ${heard.join(', ')}`];
}

/** Agents, of each reason. */
function toldOnce(chats: ContactDetails[]): string[] {
  return chats.flatMap((chat) => {
    const notices = saidInTheirName(chat).filter((text) => NOTICE.test(text));
    const again = notices.filter((text, index) => notices.indexOf(text) !== index);
    return again.map((text) => `the agent was told twice: ${text}`);
  });
}

/** By the contact flow of each chat. */
function welcomedOnce({ id }: Customer, chats: ContactDetails[], outbox: OutboxMessage[]) {
  const times = outbox.filter(({ to, text }) => to === id && text.startsWith('Welcome')).length;
  return times > chats.length ? [`${id} was welcomed ${times} times`] : [];
}

/** A fault that may pass has five attempts before an operator is asked. */
function givenUpTooSoon(failures: Failure[]): string[] {
  return failures
    .filter(({ status, replays }) => status === 'FAILED' && !replays)
    .filter(({ error, attempts }) => !GIVEN_UP.test(error) && attempts.length < 5)
    .map(({ id, error, attempts }) => `${id} failed after ${attempts.length} attempts: ${error}`);
}

/** The last replay meets no fault; a customer's message then has nothing in its way. */
function replayedForNothing(failures: Failure[]): string[] {
  return failures
    .filter(({ direction, status }) => direction === 'inbound' && status === 'FAILED')
    .map(({ id, error }) => `the replay of ${id} ended with ${error}`);
}

function atMostOnce(texts: string[], outbox: OutboxMessage[], failures: Failure[]): string[] {
  return texts.flatMap((text) => {
    const times = outbox.filter((message) => message.text === text).length;
    if (times > 1) return [`"${text}" went out ${times} times`];
    return times === 0 && !isLedgered(text, failures)
      ? [`"${text}" is neither sent nor noted`]
      : [];
  });
}

/** In the ledger for a person to see, whatever became of it. */
function isLedgered(text: string, failures: Failure[]): boolean {
  const open = ({ status }: Failure) => status === 'FAILED' || status === 'OUTCOME_UNKNOWN';
  return holds(failures.filter(open), text);
}

function holds(failures: Failure[], text: string): boolean {
  return failures.some(({ message }) => JSON.stringify(message).includes(`"${text}"`));
}

async function noToken(sandbox: Sandbox): Promise<string[]> {
  const names = (await sandbox.executions()).map(({ name }) => name);
  const executions = await Promise.all(
    names.map((name) => sandbox.get<object>(`/sandbox/executions/${name}`)),
  );
  return executions.flatMap((execution, index) =>
    /(participant|connection)-token-/.test(JSON.stringify(execution))
      ? [`a token in ${names[index]}`]
      : [],
  );
}
