import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule, Faults } from '../faults';
import type { Caller, Callers } from './callers';
import { type ApiAnswer, type ApiCall, ApiError, type ApiService, errorAnswer } from './protocol';

/** What the gateway tells of a call that took effect, and who of the application made it. */
export type CallListener = (api: string, call: ApiCall, caller: Caller | undefined) => void;

const DEFAULT_DELAY_MS = 2_000;
/** Longer than any client of ours waits for an answer. */
const NO_ANSWER_MS = 65_000;

/**
 * The simulated services behind one HTTP listener: `/<service>/…`, or `/by/<caller>/<service>/…`
 * for a function, so that it is known which of its environments calls. Every call meets the faults that
 * concern it here, so that no simulator needs to know of them.
 */
export class Gateway {
  private readonly listeners: CallListener[] = [];
  private waiting = new AbortController();

  constructor(
    private readonly services: Map<string, ApiService>,
    private readonly faults: Faults,
    private readonly callers: Callers,
  ) {}

  /** Every API that a fault can concern. */
  get apis(): string[] {
    return [...this.services].flatMap(([name, { operations }]) =>
      operations.map((operation) => `${name}:${operation}`),
    );
  }

  onCall(listener: CallListener): void {
    this.listeners.push(listener);
  }

  /** Breaks off the calls that a fault holds up. */
  abandon(): void {
    this.waiting.abort();
    this.waiting = new AbortController();
  }

  /** Answers a request. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.call({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: request.headers as ApiCall['headers'],
      body: await readBody(request),
    });
    if (answer) send(response, answer);
    else response.destroy();
  }

  /**
   * Answers a call.
   *
   * @returns undefined where the connection is to break instead
   */
  async call({ path, ...call }: Omit<ApiCall, 'operation'>): Promise<ApiAnswer | undefined> {
    const [, id, name = '', rest = '/'] = /^(?:\/by\/([^/]+))?\/([^/?]+)(.*)$/.exec(path) ?? [];
    const caller = this.callers.find(id);
    const service = this.services.get(name);
    if (!service) return errorAnswer(404, 'UnknownService', `No service ${name}`);
    const below = { ...call, path: rest || '/' };
    const operation = service.operationOf(below);
    if (!operation) return errorAnswer(404, 'UnknownOperationException');
    const api = `${name}:${operation}`;
    return this.answer(api, service, { ...below, operation }, caller);
  }

  private async answer(
    api: string,
    service: ApiService,
    call: ApiCall,
    caller: Caller | undefined,
  ): Promise<ApiAnswer | undefined> {
    const fault = this.faults.meet(api, caller?.name);
    const { signal } = this.waiting;
    if (fault) await latency(fault, signal);
    if (signal.aborted || fault?.mode === 'reset' || fault?.mode === 'time-out') return undefined;
    const refused = this.refusal(api, service, call, fault);
    if (refused) return refused;
    // What a service does of its own accord, such as streaming, is nobody's call.
    const answer = await this.callers.as(undefined, () => handle(service, call));
    for (const listener of this.listeners) listener(api, call, caller);
    if (fault?.mode === 'crash' || !answer) await caller?.kill();
    return fault?.mode === 'lose-answer' || fault?.mode === 'crash' ? undefined : answer;
  }

  private refusal(api: string, service: ApiService, call: ApiCall, fault?: FaultRule) {
    if (fault?.mode === 'throttle' || !this.faults.quotas.admits(api)) {
      return service.throttle(call.operation);
    }
    return fault?.mode === 'error' ? service.failure(fault, call) : undefined;
  }
}

/** Ends before its time when it is aborted. */
async function latency({ mode, delayMs, jitterMs = 0 }: FaultRule, signal: AbortSignal) {
  const usual = { delay: DEFAULT_DELAY_MS, 'time-out': NO_ANSWER_MS } as Record<string, number>;
  const ms = (delayMs ?? usual[mode] ?? 0) + Math.random() * jitterMs;
  if (ms <= 0) return;
  await sleep(ms, undefined, { ref: false, signal }).catch((error: Error) => {
    if (!signal.aborted) throw error;
  });
}

async function handle(service: ApiService, call: ApiCall): Promise<ApiAnswer | undefined> {
  try {
    return await service.handle(call);
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error.status, error.name, error.message);
    if (error instanceof SyntaxError) return errorAnswer(400, 'SerializationException');
    process.stderr.write(`${call.operation}: ${(error as Error).stack}\n`);
    return errorAnswer(500, 'InternalFailure', String(error));
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  response.writeHead(status, headers).end(body);
}
