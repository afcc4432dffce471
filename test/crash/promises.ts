import { sandbox } from '../support/shared-sandbox';
import { answers, type Story, writes } from './stories';

const GIVEN_UP = ['FAILED', 'OUTCOME_UNKNOWN'];

/**
 * The promises that are broken, in words: each message of a customer is with the agent exactly once,
 * or in the ledger; each answer is with the customer at most once, and if not in the ledger; the chats
 * are those of an undisturbed run; and the conversation goes on.
 */
export async function broken({ customer, said, answered }: Story, chats: string[]) {
  const complaints = [
    ...(await ofCustomer(customer, said)),
    ...(await ofAgent(customer, answered)),
  ];
  const statuses = await chatStatuses(customer);
  if (statuses.join() !== chats.join()) complaints.push(`chats: ${statuses}, not ${chats}`);
  const open = (await sandbox.failures()).filter(({ status }) => status === 'RETRYING');
  complaints.push(...open.map(({ error }) => `${error} is being retried for ever`));
  return [...complaints, ...(await ofWhatFollows(customer))];
}

export async function chatStatuses(customer: string): Promise<string[]> {
  return (await sandbox.chatsOf(customer)).map(({ status }) => status);
}

async function ofCustomer(customer: string, texts: string[]): Promise<string[]> {
  const arrived = (await sandbox.saidBy(customer)).flat();
  const ledger = await inLedger();
  return texts.flatMap((text) => {
    const times = arrived.filter((one) => one === text).length;
    return times === 1 || (times === 0 && ledger.includes(text))
      ? []
      : [`"${text}" reached the agent ${times} times`];
  });
}

async function ofAgent(customer: string, texts: string[]): Promise<string[]> {
  const arrived = await sandbox.receivedBy(customer);
  const ledger = await inLedger();
  return texts.flatMap((text) => {
    const times = arrived.filter((one) => one === text).length;
    return times === 1 || (times === 0 && ledger.includes(text))
      ? []
      : [`"${text}" reached the customer ${times} times`];
  });
}

async function inLedger(): Promise<string> {
  const failures = await sandbox.failures();
  return JSON.stringify(failures.filter(({ status }) => GIVEN_UP.includes(status)));
}

/** The session is in order: both sides go on, in one chat. */
async function ofWhatFollows(customer: string): Promise<string[]> {
  await writes(customer, 'and then');
  await answers(customer, 'so it goes on');
  const open = (await chatStatuses(customer)).filter((status) => status !== 'ENDED');
  return [
    ...(open.join() === 'WITH_AGENT' ? [] : [`open chats: ${open}`]),
    ...(await ofCustomer(customer, ['and then'])),
    ...(await ofAgent(customer, ['so it goes on'])),
  ];
}
