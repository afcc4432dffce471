import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ReplayPlace } from '../domain/failures/replay';
import { deadLetters, type QueueWiring, queues, tables } from '../infra/wiring';
import type { Clients } from './clients';
import { EventSource } from './lambda/event-source';
import { Functions } from './lambda/functions';
import { createQueues, createTopics, deleteQueues, deleteTopics } from './queues';
import { account, deadLetterName, functionEnvironment, type Pauses, queueName } from './settings';
import { settle } from './settle';
import { stackOutputs } from './stack-outputs';
import { createMachines } from './step-functions/create';
import { integrations } from './step-functions/integrations';
import { createTables, deleteExpired, emptyTables, ledgerEntries } from './tables';
import type { World } from './world';

const MAX_CONCURRENCY = 10;
/** Lambda reads a standard queue with several pollers, so that batches overtake each other; here they do not by chance. */
const STANDARD_QUEUE_CONCURRENCY = 1;
/** Log lines, and calls. */
const KEPT = 5_000;
const POLL_MS = 20;
/** Some faults hold an execution up for much longer than anybody waits for a reset. */
const LONGEST_END_MS = 500;
const LEDGER_WRITES = new Set(['dynamodb:UpdateItem', 'dynamodb:PutItem']);

export interface LogLine {
  function: string;
  line: string;
}

/** A call that took effect. */
export interface MadeCall {
  /** The function or state machine. */
  by: string;
  api: string;
}

export interface PipelineOptions {
  world: World;
  clients: Clients;
  /** The sandbox's own. */
  url: string;
  /** Where each service is for a function's environment of this id, by the variables of the SDKs. */
  urls(id: string): Record<string, string>;
  /** Where the bundles of the tasks are. */
  outdir: string;
  pauses: Pauses;
  onLog?(line: LogLine): void;
}

type Reading = Pick<QueueWiring, 'fifo' | 'batchSize' | 'consumer'>;

/** The application as it is deployed: tables, queues, topics, functions, state machines. */
export class Pipeline {
  readonly logs: LogLine[] = [];
  readonly calls: MadeCall[] = [];
  private queueUrls: Record<string, string> = {};
  private functions?: Functions;
  private resetting: Promise<void> | undefined;
  /** Received messages whose visibility the application set itself. */
  private readonly hidden = new Set<string>();

  constructor(private readonly options: PipelineOptions) {
    const { world, clients, pauses } = options;
    const perform = integrations(clients, (name, payload) => this.invoke(name, payload));
    createMachines(world, perform, pauses.retryMs);
    world.gateway.onCall((api, { body }, caller) => {
      if (caller) this.keep(this.calls, { by: caller.name, api });
      this.notice(api, body.toString());
    });
  }

  private notice(api: string, body: string): void {
    if (api === 'sqs:ChangeMessageVisibility') {
      this.hidden.add((JSON.parse(body) as { ReceiptHandle: string }).ReceiptHandle);
    } else if (LEDGER_WRITES.has(api) && body.includes(account.ledgerTable)) {
      this.options.world.events.emit({ type: 'failure' });
    }
  }

  async start(): Promise<void> {
    await createTables(this.options.clients.dynamodb);
    await this.startQueues();
    this.functions ??= this.newFunctions();
    void this.functions.warmUp();
    for (const source of this.options.world.eventSources) source.start();
  }

  async stop(): Promise<void> {
    await this.pause({ all: true });
  }

  private async pause(killed: { all: boolean }): Promise<void> {
    const stopped = this.options.world.eventSources.map((source) => source.stop());
    await this.functions?.kill(killed);
    this.options.world.abandon();
    await Promise.all(stopped);
  }

  /** Ends what is running and empties queues, tables and simulators; once for all who ask meanwhile. */
  reset(): Promise<void> {
    this.resetting ??= this.startOver().finally(() => {
      this.resetting = undefined;
    });
    return this.resetting;
  }

  private async startOver(): Promise<void> {
    const { clients, world } = this.options;
    // Warm functions have cached the secret.
    await this.pause({ all: world.secret.isAltered });
    await this.executionsEnd();
    // A topic without its queue would drop what is published meanwhile; without the topic it is refused.
    await deleteTopics(clients.sns);
    await deleteQueues(clients.sqs, this.queueUrls);
    await emptyTables(clients.dynamodb);
    world.reset();
    this.hidden.clear();
    this.logs.length = 0;
    this.calls.length = 0;
    await this.start();
    world.events.emit({ type: 'reset' });
  }

  /** An execution whose function was killed tries again: in the world that is about to go, not in the next one. */
  private async executionsEnd(): Promise<void> {
    const deadline = Date.now() + LONGEST_END_MS;
    const running = () => this.options.world.machines.list({ status: 'RUNNING' }).length > 0;
    while (running() && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  invoke(name: string, event: unknown): Promise<unknown> {
    if (!this.functions) throw new Error('The pipeline has not been started.');
    return this.functions.invoke(name, event);
  }

  async expireItems(): Promise<void> {
    await deleteExpired(this.options.clients.dynamodb, this.options.world.clock.now());
  }

  /** Whether everything under way has come to its end within this time. */
  settle(timeoutMs: number): Promise<boolean> {
    const { world, clients } = this.options;
    return settle(world, clients.sqs, Object.values(this.queueUrls), timeoutMs);
  }

  failures(): Promise<Record<string, unknown>[]> {
    return ledgerEntries(this.options.clients.dynamodb);
  }

  /** The failure ledger, as an operator works on it. */
  get ledger(): ReplayPlace {
    const { clients } = this.options;
    return {
      dynamodb: DynamoDBDocumentClient.from(clients.dynamodb),
      sqs: clients.sqs,
      ledgerTable: account.ledgerTable,
      ledgerIndex: tables.ledger.index.name,
      sessionTable: account.sessionTable,
      queueUrls: {
        inbound: this.queueUrls.inbound ?? '',
        outbound: this.queueUrls.outbound ?? '',
      },
    };
  }

  private newFunctions(): Functions {
    const { world, urls, outdir, pauses } = this.options;
    return new Functions({
      outdir,
      clock: world.clock.shared,
      callers: world.callers,
      environment: (name, id) => functionEnvironment(name, urls(id), this.queueUrls, pauses),
      onLog: (name, line) => this.log({ function: name, line }),
    });
  }

  private async startQueues(): Promise<void> {
    const { clients, url, world } = this.options;
    this.queueUrls = await createQueues(clients.sqs);
    world.outputs = stackOutputs(url, this.queueUrls);
    await createTopics(clients.sns);
    const sources = (Object.entries(queues) as [string, QueueWiring][]).flatMap(
      ([name, wiring]) => [
        this.source(name, queueName(name, wiring.fifo), wiring),
        this.source(`${name}-dead-letters`, deadLetterName(name), { ...deadLetters, fifo: false }),
      ],
    );
    world.eventSources.splice(0, world.eventSources.length, ...sources);
  }

  private source(key: string, queue: string, { fifo, batchSize, consumer }: Reading): EventSource {
    return new EventSource(this.options.clients.sqs, {
      queueUrl: this.queueUrls[key] ?? '',
      queueArn: account.queueArn(queue),
      consumer,
      batchSize,
      hiddenSeconds: this.options.pauses.hiddenSeconds,
      maxConcurrency: fifo ? MAX_CONCURRENCY : STANDARD_QUEUE_CONCURRENCY,
      aheadMs: () => this.options.world.clock.aheadMs,
      invoke: (event) => this.invoke(consumer, event),
      quiet: (records) => this.quiet(records.map((r) => r.attributes.MessageDeduplicationId)),
      visibilityChanged: (receiptHandle) => this.hidden.delete(receiptHandle),
      onError: (error) => this.log({ function: consumer, line: String(error) }),
    });
  }

  /** Executions are named after the first 32 digits of the message's deduplication id. */
  private async quiet(deduplicationIds: (string | undefined)[]): Promise<void> {
    const { machines } = this.options.world;
    const names = deduplicationIds.flatMap((id) => id?.slice(0, 32) ?? []);
    while (names.some((name) => machines.isRunning(name))) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private log(line: LogLine): void {
    this.keep(this.logs, line);
    this.options.onLog?.(line);
  }

  private keep<One>(list: One[], one: One): void {
    list.push(one);
    if (list.length > KEPT) list.shift();
  }
}
