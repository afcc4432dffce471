import { randomUUID } from 'node:crypto';
import { Failed } from '../checks';
import type { Target } from '../stack/target';
import { TestContact } from '../stack/test-contact';
import { Chat } from './chat';
import type { Cleanup } from './cleanup';
import { acceptance, accepted, sameId } from './facts';
import { listen } from './listen';
import { Observer } from './observer';
import type { Steps } from './steps';
import { provokeThrottles } from './throttles';

export interface ConversationOptions {
  target: Target;
  steps: Steps;
  cleanup: Cleanup;
  /** Whether to provoke throttles. */
  throttle: boolean;
  /** Seconds to wait for what is streamed. */
  timeout: number;
}

/** Both bounds that the references give for a message, and one more than each. */
const LENGTHS = [1_024, 1_025, 16_384, 16_385];
/** The length at which longer texts are split, unless it is deployed otherwise. */
const RELIED_ON = 1_024;
const GREETING = 'A test of the deployment. Nobody needs to answer.';

/**
 * A conversation with the instance as session-lifecycle has it, streamed to a topic of its own and
 * to the stack's, where a test contact receives it.
 */
export class Conversation {
  private readonly id = `chat-ops-smoke-${randomUUID().slice(0, 8)}`;
  private readonly chat: Chat;
  private readonly observer: Observer;

  constructor(private readonly options: ConversationOptions) {
    this.chat = new Chat(options.target, this.id);
    this.observer = new Observer(options.target, this.id);
  }

  /** @throws StepFailed */
  async hold(): Promise<void> {
    const { steps, target } = this.options;
    const contactId = await this.start();
    const contact = new TestContact(target, contactId);
    await this.stream(contact);
    await this.talk();
    await this.hurry(contactId);
    await steps.step('StopContact', () => this.chat.end().then(() => contactId));
    await listen(this.observer, this.options);
    await steps.fact('pipeline', () => this.arrival(contact));
  }

  /** @returns the contact's id */
  private async start(): Promise<string> {
    const { steps, cleanup } = this.options;
    await steps.step('temporary topic', () => this.observer.open(cleanup).then(() => this.id));
    cleanup.add('chat', () => this.chat.end());
    const contactId = await steps.step('StartChatContact', () => this.chat.start());
    await steps.fact('StartChatContact ClientToken', async () =>
      sameId('contact', contactId, await this.chat.start()),
    );
    return contactId;
  }

  /** The test contact is there before anything is streamed, so that the router knows it. */
  private async stream(contact: TestContact): Promise<void> {
    const { steps, cleanup, target } = this.options;
    const { contactId } = contact;
    await steps.step('test contact', async () => {
      cleanup.add('session of the test contact', () => contact.deleteSession());
      await contact.put();
      return contactId;
    });
    const topics = {
      'stream to temporary topic': this.observer.topicArn,
      'stream to streaming topic': target.outputs.StreamingTopicArn,
    };
    for (const [check, topicArn] of Object.entries(topics)) {
      await steps.step(check, () => this.chat.stream(contactId, topicArn).then(() => topicArn));
    }
    await steps.step('CreateParticipantConnection', async () => {
      await this.chat.join();
      return 'connected';
    });
  }

  private async talk(): Promise<void> {
    const { steps } = this.options;
    const first = await steps.step('SendMessage', () => this.chat.say(GREETING, `${this.id}-0`));
    await steps.fact('SendMessage ClientToken', async () =>
      sameId('message', first, await this.chat.say(GREETING, `${this.id}-0`)),
    );
    for (const length of LENGTHS) {
      const answer = this.chat.say('x'.repeat(length), `${this.id}-${length}`);
      const [outcome] = await Promise.allSettled([answer]);
      const error = outcome.status === 'rejected' ? outcome.reason : undefined;
      const check = `SendMessage ${length} characters`;
      if (length > RELIED_ON) steps.note(check, acceptance(error));
      else await steps.fact(check, async () => accepted(error));
    }
  }

  /** Calls of the test chat under the ClientTokens that they had, so that nothing is doubled. */
  private async hurry(contactId: string): Promise<void> {
    const { steps, target, throttle } = this.options;
    if (!throttle) return steps.skip('throttles', 'provoked with --throttle only');
    const chat = this.chat.impatient();
    await provokeThrottles(steps, {
      StartChatContact: () => chat.start(),
      StartContactStreaming: () => chat.stream(contactId, target.outputs.StreamingTopicArn),
      SendMessage: () => chat.say(GREETING, `${this.id}-0`),
    });
  }

  private async arrival(contact: TestContact): Promise<string> {
    const { steps, target, timeout } = this.options;
    const seconds = await contact.closed(timeout, steps.signal);
    if (seconds !== undefined) return 'Connect reaches the stack: the session was closed';
    throw new Failed(
      `what Connect streamed to the stack did not arrive within ${timeout} s`,
      `If this passes, the key of the topic does not let Connect in: ${target.commandLine('doctor')}`,
    );
  }
}
