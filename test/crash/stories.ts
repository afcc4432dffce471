import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { waitingText } from '../../infra/wiring';
import { inboundMessage } from '../support/customers';
import { failures } from '../support/failures';
import { messengerWebhook } from '../support/sandbox';
import { clients, outputs } from '../support/sandbox-stack';
import { sandbox } from '../support/shared-sandbox';

/** One thing that happens, told so that each of its calls can be the last of whoever makes it. */
export interface Story {
  title: string;
  /** Of its customer: a page-scoped id, or a number. */
  customer: string;
  /** What happens before, undisturbed. */
  before?(customer: string): Promise<unknown>;
  happens(customer: string): Promise<unknown>;
  /** Calls that go wrong on the way. */
  faults?: object[];
  /** What customers say in it, before and after the crash. */
  said: string[];
  /** What agents and the flow say in it. */
  answered: string[];
  /** What of it ends in the ledger though nobody dies. */
  givenUp?: string[];
}

const ANA = '2468013579';
const BEN = '+14255550182';
export const WELCOME = 'Welcome. An agent will be with you shortly.';
const DAY = 24 * 3600;

/** A customer writes. As Meta does, delivers the webhook until it is accepted. */
export async function writes(customer: string, text: string): Promise<void> {
  if (customer.startsWith('+')) await sandbox.sms(customer, text);
  else await deliver(messengerWebhook(customer, { mid: `m_${text}`, text }));
  await sandbox.settled();
}

async function deliver(webhook: object): Promise<void> {
  const { status } = await sandbox.webhook(webhook);
  if (status !== 200) await deliver(webhook);
}

export async function answers(customer: string, text: string, more = {}): Promise<void> {
  await sandbox.agentSays(await currentChat(customer), text, more);
  await sandbox.settled();
}

async function currentChat(customer: string): Promise<string> {
  return (await sandbox.chatsOf(customer)).at(-1)?.contactId ?? '';
}

/** An agent joins at once: with the first answer they would join in the same breath. */
async function isWithAgent(customer: string): Promise<void> {
  await writes(customer, 'hello');
  await sandbox.agentDoes(await currentChat(customer), 'joined');
  await sandbox.settled();
}

async function ends(customer: string, body = {}): Promise<void> {
  await sandbox.end(await currentChat(customer), body);
  await sandbox.settled();
}

async function dies(vendorId: string, text: string): Promise<void> {
  const message = inboundMessage({
    businessId: '1234567890',
    vendorId,
    content: { type: 'text', text },
  });
  await clients().sqs.send(
    new SendMessageCommand({
      QueueUrl: (await outputs()).InboundDeadLetterQueueUrl,
      MessageBody: JSON.stringify(message),
      MessageGroupId: 'dead',
      MessageDeduplicationId: text,
    }),
  );
  await sandbox.settled();
}

async function isRefused(customer: string, text: string): Promise<void> {
  await isWithAgent(customer);
  await sandbox.faults({ api: 'graph:SendMessage', mode: 'error', error: 551 });
  await answers(customer, text);
}

/** An operator replays everything that failed. */
async function isReplayed(): Promise<void> {
  await failures(['replay', '--status', 'FAILED', '--yes', '--rate', '1000']);
  await sandbox.settled();
}

/** What customers bring about: chats that begin, go on, and begin anew. */
export const chats: Story[] = [
  {
    title: 'a customer writes for the first time',
    customer: ANA,
    happens: (customer) => writes(customer, 'hello'),
    said: ['hello'],
    answered: [WELCOME],
  },
  {
    title: 'an SMS customer goes on',
    customer: BEN,
    before: (customer) => writes(customer, 'hello'),
    happens: (customer) => writes(customer, 'one more thing'),
    said: ['hello', 'one more thing'],
    answered: [WELCOME],
  },
  {
    title: 'the customer’s connection has expired',
    customer: ANA,
    before: async (customer) => {
      await writes(customer, 'hello');
      await sandbox.advance(DAY);
    },
    happens: (customer) => writes(customer, 'still there?'),
    said: ['hello', 'still there?'],
    answered: [WELCOME],
  },
  {
    title: 'the chat ended and nobody told',
    customer: ANA,
    before: async (customer) => {
      await writes(customer, 'hello');
      await ends(customer, { notice: false });
    },
    happens: (customer) => writes(customer, 'still there?'),
    said: ['hello', 'still there?'],
    answered: [WELCOME],
  },
  {
    title: 'a chat cannot be made usable',
    customer: ANA,
    happens: (customer) => writes(customer, 'hello'),
    faults: [
      {
        api: 'connectparticipant:CreateParticipantConnection',
        mode: 'error',
        status: 403,
        error: 'AccessDeniedException',
        times: 1,
      },
    ],
    said: ['hello'],
    answered: [WELCOME],
  },
];

/** What is held up on its way to the agent. */
export const heldUp: Story[] = [
  {
    title: 'the instance is full',
    customer: BEN,
    happens: (customer) => writes(customer, 'hello'),
    faults: [
      {
        api: 'connect:StartChatContact',
        mode: 'error',
        status: 429,
        error: 'LimitExceededException',
        times: 2,
      },
    ],
    said: ['hello'],
    answered: [waitingText, WELCOME],
  },
  {
    title: 'nobody can read a notification',
    customer: BEN,
    happens: async () => {
      await fetch(`${sandbox.url}/sandbox/sms`, { method: 'POST', body: 'hello' });
      await sandbox.settled();
    },
    said: ['hello'],
    answered: [],
    givenUp: ['hello'],
  },
  {
    title: 'a message comes to a dead-letter queue',
    customer: ANA,
    happens: (customer) => dies(customer, 'hello'),
    said: ['hello'],
    answered: [],
    givenUp: ['hello'],
  },
  {
    title: 'a message is replayed to the agent',
    customer: ANA,
    before: async (customer) => {
      await writes(customer, 'hello');
      await dies(customer, 'still there?');
    },
    happens: isReplayed,
    said: ['hello', 'still there?'],
    answered: [WELCOME],
  },
];

/** What agents and flows bring about. */
export const outbound: Story[] = [
  ...[ANA, BEN].map((customer) => ({
    title: `an agent answers by ${customer === ANA ? 'Messenger' : 'SMS'}`,
    customer,
    before: isWithAgent,
    happens: () => answers(customer, 'Good morning'),
    said: ['hello'],
    answered: [WELCOME, 'Good morning'],
  })),
  {
    title: 'the chat ends',
    customer: ANA,
    before: (customer) => writes(customer, 'hello'),
    happens: (customer) => ends(customer),
    said: ['hello'],
    answered: [WELCOME],
  },
  {
    title: 'the provider is busy for a moment',
    customer: ANA,
    before: isWithAgent,
    happens: (customer) => answers(customer, 'Good morning'),
    faults: [{ api: 'graph:SendMessage', mode: 'throttle', times: 1 }],
    said: ['hello'],
    answered: [WELCOME, 'Good morning'],
  },
  {
    title: 'the provider refuses an answer, and the agent is told',
    customer: ANA,
    before: isWithAgent,
    happens: (customer) => answers(customer, 'Good morning'),
    faults: [{ api: 'graph:SendMessage', mode: 'error', error: 551, times: 2 }],
    said: ['hello'],
    answered: [WELCOME, 'Good morning'],
    givenUp: ['Good morning'],
  },
  {
    title: 'an answer is replayed to the customer',
    customer: ANA,
    before: (customer) => isRefused(customer, 'Good morning'),
    happens: isReplayed,
    said: ['hello'],
    answered: [WELCOME, 'Good morning'],
  },
];
