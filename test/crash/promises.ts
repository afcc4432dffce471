import { sandbox } from '../support/shared-sandbox';
import { answers, type Story, WELCOME, writes } from './stories';

const GIVEN_UP = ['FAILED', 'OUTCOME_UNKNOWN'];
const UNDER_WAY = ['RETRYING', 'REPLAYING'];

/** What is taken for granted of a run. */
interface Run {
  /** How the customer's chats are without a crash. */
  chats: string[];
  /** What may be in the ledger in place of where it was to go. */
  mayFail: string[];
}

interface Expected extends Partial<Pick<Run, 'mayFail'>> {
  texts: string[];
}

/**
 * The promises that are broken, in words: each message of a customer is with the agent exactly once,
 * or in the ledger; each answer is with the customer at most once, and if not in the ledger; the chats
 * are those of an undisturbed run; and the conversation goes on.
 */
export async function broken({ customer, said, answered }: Story, { chats, mayFail }: Run) {
  const complaints = [
    ...(await ofCustomer(customer, { texts: said, mayFail })),
    ...(await ofAgent(customer, { texts: answered, mayFail })),
  ];
  const statuses = await chatStatuses(customer);
  if (statuses.join() !== chats.join()) complaints.push(`chats: ${statuses}, not ${chats}`);
  const open = (await sandbox.failures()).filter(({ status }) => UNDER_WAY.includes(status));
  complaints.push(...open.map(({ error, status }) => `${error} is ${status} for ever`));
  return [...complaints, ...(await ofWhatFollows(customer))];
}

export async function chatStatuses(customer: string): Promise<string[]> {
  return (await sandbox.chatsOf(customer)).map(({ status }) => status);
}

async function ofCustomer(customer: string, expected: Expected): Promise<string[]> {
  return notOnce(expected, (await sandbox.saidBy(customer)).flat(), 'the agent');
}

async function ofAgent(customer: string, expected: Expected): Promise<string[]> {
  const arrived = await sandbox.receivedBy(customer);
  const { length: chats } = await chatStatuses(customer);
  // One for each chat, so the others are repetitions by right.
  const [first, ...others] = arrived.filter((text) => text === WELCOME);
  const distinct = [...(first ? [first] : []), ...arrived.filter((text) => text !== WELCOME)];
  const tooMany = others.length >= Math.max(1, chats);
  return [
    ...(tooMany ? [`${others.length + 1} welcomes in ${chats} chats`] : []),
    ...(await notOnce(expected, distinct, 'the customer')),
  ];
}

/** What did not arrive and is in no ledger, and whatever arrived twice: notices, too. */
async function notOnce({ texts, mayFail = [] }: Expected, arrived: string[], reader: string) {
  const failures = await sandbox.failures();
  const ledger = JSON.stringify(failures.filter(({ status }) => GIVEN_UP.includes(status)));
  const failed = mayFail.filter((text) => ledger.includes(text));
  const missing = texts.filter((text) => !arrived.includes(text) && !failed.includes(text));
  const doubled = arrived.filter((text, index) => arrived.indexOf(text) !== index);
  return [
    ...missing.map((text) => `"${text}" did not reach ${reader}`),
    ...doubled.map((text) => `"${text}" reached ${reader} twice`),
  ];
}

/** The session is in order: both sides go on, in one chat. */
async function ofWhatFollows(customer: string): Promise<string[]> {
  await writes(customer, 'and then');
  await answers(customer, 'so it goes on');
  const open = (await chatStatuses(customer)).filter((status) => status !== 'ENDED');
  return [
    ...(open.join() === 'WITH_AGENT' ? [] : [`open chats: ${open}`]),
    ...(await ofCustomer(customer, { texts: ['and then'] })),
    ...(await ofAgent(customer, { texts: ['so it goes on'] })),
  ];
}
