import { Readable } from 'node:stream';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { dynamodb } from '../../domain/clients/dynamodb';
import { tables } from '../../infra/wiring';

type TableName = keyof typeof tables;
type Item = Record<string, unknown>;

const NAMES: TableName[] = ['session', 'ledger'];

interface HttpRequest {
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

/** Listens nowhere. Serves all tests of a file: to make tables takes longer than to empty them. */
const server = dynalite({ createTableMs: 0 });

/**
 * Both tables in memory, behind the real client and without a socket: conditions hold or fail, and
 * expressions are refused, as in the service.
 */
export function useTables() {
  let faults: Fault[] = [];
  let calls: Call[] = [];

  const handle = async (request: HttpRequest) => {
    const action = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const body = new TextDecoder().decode(request.body);
    calls.push({ action, input: JSON.parse(body) });
    const fault = faults.find((one) => one.action === action && body.includes(one.about));
    const served = fault?.takesEffect === false ? undefined : await serve(request.headers, body);
    if (served && !fault) return { response: answer(served.status, served.text) };
    faults = faults.filter((one) => one !== fault);
    const error = { __type: fault?.error, message: 'as the test asked' };
    return { response: answer(fault?.status ?? 0, JSON.stringify(error)) };
  };

  beforeAll(() => Promise.all(NAMES.map(create)));
  beforeEach(() => {
    jest.spyOn(dynamodb.config.requestHandler, 'handle').mockImplementation(handle as never);
    faults = [];
    calls = [];
  });
  afterEach(() => Promise.all(NAMES.map(empty)));

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

async function create(TableName: TableName): Promise<void> {
  const { partitionKey } = tables[TableName];
  const index = TableName === 'ledger' ? tables.ledger.index : undefined;
  const attributes = [partitionKey, ...(index ? [index.partitionKey, index.sortKey] : [])];
  await ask('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
    AttributeDefinitions: attributes.map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    ...(index && {
      GlobalSecondaryIndexes: [
        {
          IndexName: index.name,
          KeySchema: [
            { AttributeName: index.partitionKey, KeyType: 'HASH' },
            { AttributeName: index.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  });
  while ((await ask('DescribeTable', { TableName })).Table?.TableStatus !== 'ACTIVE');
}

async function empty(TableName: TableName): Promise<void> {
  const { partitionKey } = tables[TableName];
  const { Items = [] } = await ask('Scan', { TableName });
  for (const { [partitionKey]: key } of Items) {
    await ask('DeleteItem', { TableName, Key: { [partitionKey]: key } });
  }
}

interface Told {
  Table?: { TableStatus: string };
  Items?: Item[];
}

/** A call of the test's own, past the client. */
async function ask(action: string, input: object): Promise<Told> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${action}`,
    'x-amz-date': '20261120T100000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=unchecked',
  };
  const { text } = await serve(headers, JSON.stringify(input));
  return JSON.parse(text);
}

/** What the server answers to a request that never crosses a socket. */
function serve(
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  const request = Object.assign(Readable.from([Buffer.from(body)]), {
    method: 'POST',
    headers,
    url: '/',
  });
  return new Promise((resolve) => {
    server.emit('request', request, {
      statusCode: 200,
      setHeader() {},
      end(this: { statusCode: number }, text: string) {
        resolve({ status: this.statusCode, text });
      },
    });
  });
}

function answer(statusCode: number, text: string) {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Readable.from([Buffer.from(text)]) };
}
