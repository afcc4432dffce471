import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import { DAY, epochSeconds, HOUR, isoTime } from '../../domain/clock';
import { contactKey, sessionKey } from '../../domain/keys';
import { Skipped } from '../checks';
import { Mappings } from './mappings';
import type { Target } from './target';

/** As long as a queue keeps what was streamed about it. */
const CONTACT_KEPT = 14 * DAY;
const LOOK_EVERY_MS = 200;
const path = ['agent-events', 'outbound'];

/**
 * A contact of the session table that nobody is behind, with an open session. Its channel is
 * `test`: agent-event-router ignores what is said to it, and closes its session when its chat ends.
 * So the session's end, read from the table, proves that a notification went the whole way through
 * topic, queues, functions and state machine, and nothing else comes of it.
 */
export class TestContact {
  private readonly dynamodb: DynamoDBDocumentClient;
  private readonly customer: { channel: string; businessId: string; vendorId: string };

  constructor(
    private readonly target: Target,
    readonly contactId: string,
  ) {
    this.dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(target.config('DYNAMODB')));
    this.customer = { channel: 'test', businessId: 'chat-ops', vendorId: contactId };
  }

  /** Writes contact and session. The contact expires and is never deleted, so that a late notification finds it. */
  async put(): Promise<void> {
    const { contactId, customer } = this;
    await this.putItem(contactKey(contactId), CONTACT_KEPT, {
      ...customer,
      sessionKey: sessionKey(customer),
    });
    await this.putItem(sessionKey(customer), HOUR, {
      ...customer,
      contactId,
      status: 'OPEN',
      startedAt: isoTime(),
    });
  }

  /**
   * Waits until the pipeline has closed the session.
   *
   * @returns after how many seconds; undefined where it has not within the time
   * @throws Skipped where the way is paused
   */
  async closed(timeoutSeconds: number, signal?: AbortSignal): Promise<number | undefined> {
    await this.requireOpenWay();
    const start = Date.now();
    while (Date.now() - start < timeoutSeconds * 1000) {
      if (!(await this.hasSession())) return (Date.now() - start) / 1000;
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
    return undefined;
  }

  async deleteSession(): Promise<void> {
    const { outputs } = this.target;
    const Key = { pk: sessionKey(this.customer) };
    await this.dynamodb.send(new DeleteCommand({ TableName: outputs.SessionTableName, Key }));
  }

  private async requireOpenWay(): Promise<void> {
    const mappings = new Mappings(this.target);
    for (const queue of this.target.queues.filter(({ name }) => path.includes(name))) {
      const states = (await mappings.of(queue)).map(({ state }) => state);
      if (!states.includes('Enabled')) throw new Skipped(`${queue.name} is paused`);
    }
  }

  private async putItem(pk: string, seconds: number, attributes: object): Promise<void> {
    const Item = { pk, ...attributes, ttl: epochSeconds() + seconds };
    const TableName = this.target.outputs.SessionTableName;
    await this.dynamodb.send(new PutCommand({ TableName, Item }));
  }

  private async hasSession(): Promise<boolean> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({
        TableName: this.target.outputs.SessionTableName,
        Key: { pk: sessionKey(this.customer) },
        ConsistentRead: true,
      }),
    );
    return Item !== undefined;
  }
}
