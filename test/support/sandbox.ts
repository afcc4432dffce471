import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(__dirname, '..', '..');
const MAIN = ['--import', 'tsx', 'sandbox/main.ts'];
const APP_SECRET = 'sandbox-app-secret';

export interface ContactSummary {
  contactId: string;
  status: string;
  channel: string;
  vendorId: string;
  startedAt: string;
}

export interface TranscriptItem {
  id: string;
  type: string;
  absoluteTime: string;
  participantRole?: string;
  content?: string;
  contentType?: string;
}

export interface ContactDetails extends ContactSummary {
  attributes: Record<string, string>;
  transcript: TranscriptItem[];
}

export interface OutboxMessage {
  channel: string;
  to: string;
  text: string;
}

export interface ExecutionSummary {
  name: string;
  machine: string;
  status: string;
  error?: string;
}

export interface Failure {
  id: string;
  replays?: number;
  direction: string;
  status: string;
  error: string;
  cause: string;
  message: unknown;
  attempts: { error: string }[];
}

export interface Answer {
  status: number;
  text: string;
}

/** A sandbox in a process of its own, as `npm start` starts it, and its HTTP surface. */
export class Sandbox {
  private constructor(
    readonly url: string,
    private readonly child: ReturnType<typeof spawn>,
  ) {}

  static async start(
    env: Record<string, string> = {},
    { port = 0, hurry = true } = {},
  ): Promise<Sandbox> {
    const pace = hurry ? '--hurry' : '--no-hurry';
    const child = spawn(
      process.execPath,
      [...MAIN, '--port', String(port), '--no-open', '--while-input', pace],
      { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('http://')) return new Sandbox(line, child);
    }
    throw new Error('The sandbox did not start.');
  }

  /** Ends it as Ctrl-C does. @returns the exit code */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<number> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    return (await exited)[0] as number;
  }

  /** Leaves it alone, as a test does whose process is killed. @returns the exit code */
  async orphan(): Promise<number> {
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    return (await exited)[0] as number;
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.request('GET', path)) as Body;
  }

  async post<Body>(path: string, body: object = {}): Promise<Body> {
    return (await this.request('POST', path, body)) as Body;
  }

  async put<Body>(path: string, body: object): Promise<Body> {
    return (await this.request('PUT', path, body)) as Body;
  }

  private async request(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Posts raw bytes to the webhook, with the signature that Meta would put on them unless others are given. */
  async webhook(body: object | string, headers?: Record<string, string>): Promise<Answer> {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${this.url}/webhook/facebook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(headers ?? { 'x-hub-signature-256': signature(raw) }),
      },
      body: raw,
    });
    return { status: response.status, text: await response.text() };
  }

  /** A customer of the Facebook page writes. */
  async messenger(psid: string, text: string, mid = `m_${randomUUID()}`): Promise<void> {
    const answer = await this.webhook(messengerWebhook(psid, { mid, text }));
    if (answer.status !== 200) throw new Error(`Webhook: ${answer.status} ${answer.text}`);
  }

  /** A customer of the SMS number writes. */
  async sms(
    from: string,
    messageBody: string,
    inboundMessageId: string = randomUUID(),
  ): Promise<void> {
    await this.post('/sandbox/sms', smsNotification(from, messageBody, inboundMessageId));
  }

  /** Waits until nothing is under way. */
  async settled(timeoutSeconds = 60): Promise<void> {
    const { settled } = await this.post<{ settled: boolean }>('/sandbox/settle', {
      timeoutSeconds,
    });
    if (!settled) throw new Error(`Something is still under way after ${timeoutSeconds} seconds.`);
  }

  contacts(): Promise<ContactSummary[]> {
    return this.get('/sandbox/contacts');
  }

  /** The customer's chats, oldest first, with what was said in them. */
  async chatsOf(vendorId: string): Promise<ContactDetails[]> {
    const own = (await this.contacts()).filter((contact) => contact.vendorId === vendorId);
    return Promise.all(
      own.map(({ contactId }) => this.get<ContactDetails>(`/sandbox/contacts/${contactId}`)),
    );
  }

  /** What the customer said in each of their chats, as the agent reads it. */
  async saidBy(vendorId: string): Promise<string[][]> {
    return (await this.chatsOf(vendorId)).map(said);
  }

  /** The texts that a customer received. */
  async receivedBy(to: string): Promise<string[]> {
    const query = `to=${encodeURIComponent(to)}`;
    return (await this.get<OutboxMessage[]>(`/sandbox/outbox?${query}`)).map(({ text }) => text);
  }

  agentSays(contactId: string, content: string, more: object = {}): Promise<TranscriptItem> {
    return this.post(`/sandbox/contacts/${contactId}/messages`, { content, ...more });
  }

  agentDoes(contactId: string, type: string): Promise<ContactSummary> {
    return this.post(`/sandbox/contacts/${contactId}/events`, { type });
  }

  end(contactId: string, body: object = {}): Promise<ContactSummary> {
    return this.post(`/sandbox/contacts/${contactId}/end`, body);
  }

  failures(): Promise<Failure[]> {
    return this.get('/sandbox/failures');
  }

  executions(filter = ''): Promise<ExecutionSummary[]> {
    return this.get(`/sandbox/executions${filter}`);
  }

  faults(...rules: object[]): Promise<unknown> {
    return this.put('/sandbox/faults', { rules });
  }

  advance(advanceSeconds: number): Promise<unknown> {
    return this.post('/sandbox/clock', { advanceSeconds });
  }

  reset(): Promise<unknown> {
    return this.post('/sandbox/reset');
  }
}

/** What the customer said in a chat. */
export function said({ transcript }: ContactDetails): string[] {
  return transcript.flatMap(({ participantRole, content }) =>
    participantRole === 'CUSTOMER' && content !== undefined ? [content] : [],
  );
}

export function signature(raw: string, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;
}

/** A webhook with one event, about a message unless `event` holds another kind. */
export function messengerWebhook(
  psid: string,
  message: object,
  event: object = { message },
): object {
  const page = '1234567890';
  const time = Date.now();
  const parties = { sender: { id: psid }, recipient: { id: page }, timestamp: time };
  return { object: 'page', entry: [{ id: page, time, messaging: [{ ...parties, ...event }] }] };
}

export function smsNotification(from: string, messageBody: string, inboundMessageId: string) {
  return {
    originationNumber: from,
    destinationNumber: '+12125550101',
    messageKeyword: 'KEYWORD_123456789012',
    messageBody,
    inboundMessageId,
    previousPublishedMessageId: '',
  };
}
