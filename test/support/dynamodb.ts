import { Readable } from 'node:stream';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { dynamodb } from '../../domain/clients/dynamodb';
import { tables } from '../../infra/wiring';

type TableName = keyof typeof tables;
type Item = Record<string, unknown>;

interface HttpRequest {
  method: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** One call of the code under test, in the words of the wire protocol. */
interface Call {
  action: string;
  input: Record<string, unknown>;
}

/** What happens to one call instead of its normal course. */
interface Fault {
  action: string;
  /** What stands somewhere in its input, such as the beginning of a key. */
  about: string;
  error: string;
  status: number;
  /** Whether the call takes effect all the same: its answer is what gets lost. */
  takesEffect: boolean;
}

/**
 * Both tables in memory, behind the real client and without a socket: conditions hold or fail, and
 * expressions are refused, as in the service.
 */
export function useTables() {
  let server: ReturnType<typeof dynalite>;
  let faults: Fault[] = [];
  let calls: Call[] = [];

  const handle = async (request: HttpRequest) => {
    const action = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const body = new TextDecoder().decode(request.body);
    calls.push({ action, input: JSON.parse(body) });
    const fault = faults.find((one) => one.action === action && body.includes(one.about));
    const response = fault?.takesEffect === false ? undefined : await inject(server, request, body);
    if (!fault) return { response };
    faults = faults.filter((one) => one !== fault);
    const message = 'as the test asked';
    return { response: answer(fault.status, JSON.stringify({ __type: fault.error, message })) };
  };

  beforeEach(async () => {
    server = dynalite({ createTableMs: 0 });
    jest.spyOn(dynamodb.config.requestHandler, 'handle').mockImplementation(handle as never);
    for (const name of ['session', 'ledger'] as const) await createTable(name);
    faults = [];
    calls = [];
  });

  return {
    /** Puts an item there before the code under test runs. */
    async put(TableName: TableName, item: object): Promise<void> {
      await dynamodb.send(new PutCommand({ TableName, Item: { ...item } }));
      calls.pop();
    },
    /** An item as it stands; undefined where there is none. */
    async item(TableName: TableName, key: string): Promise<Item | undefined> {
      const Key = { [tables[TableName].partitionKey]: key };
      const { Item } = await dynamodb.send(new GetCommand({ TableName, Key }));
      calls.pop();
      return Item;
    },
    /** The next call of an action, about this key if any, fails and changes nothing. */
    failNext(action: string, error = 'AccessDeniedException', about = ''): void {
      faults.push({ action, about, error, status: 400, takesEffect: false });
    },
    /** The next call of an action takes effect, and the client, which hears nothing, repeats it. */
    loseNextAnswer(action: string): void {
      faults.push({
        action,
        about: '',
        error: 'InternalServerError',
        status: 500,
        takesEffect: true,
      });
    },
    calls: (): Call[] => calls,
    actions: (): string[] => calls.map(({ action }) => action),
  };
}

async function createTable(TableName: TableName): Promise<void> {
  const { partitionKey } = tables[TableName];
  const client = dynamodb as unknown as DynamoDBClient;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
    }),
  );
  const describe = new DescribeTableCommand({ TableName });
  while ((await client.send(describe)).Table?.TableStatus !== 'ACTIVE');
}

/** Hands a request to a server that listens nowhere. */
function inject(
  server: ReturnType<typeof dynalite>,
  { method, headers }: HttpRequest,
  body: string,
) {
  const request = Object.assign(Readable.from([Buffer.from(body)]), { method, headers, url: '/' });
  return new Promise((resolve) => {
    server.emit('request', request, {
      statusCode: 200,
      setHeader() {},
      end(this: { statusCode: number }, text: string) {
        resolve(answer(this.statusCode, text));
      },
    });
  });
}

function answer(statusCode: number, text: string) {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Readable.from([Buffer.from(text)]) };
}
