import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../domain/clients/sfn';
import { handler as dispatch } from '../../../tasks/dispatch/handler';
import { handler as receiveSms } from '../../../tasks/receive-sms/handler';
import { inboundMessage } from '../../support/customers';
import { useTables } from '../../support/dynamodb';
import { useFifoQueue } from '../../support/fifo-queue';
import { fixture } from '../../support/fixture';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';

useTables();
const queue = useFifoQueue();
const executions = mockClient(sfn);

const trace = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1';

beforeEach(() => {
  executions.reset();
  executions.on(StartSyncExecutionCommand).resolves({ status: 'SUCCEEDED' });
});
afterEach(() => jest.restoreAllMocks());

describe('the trace of a message', () => {
  const received = () => invoke(receiveSms, sqsEvent(sqsRecord(fixture('sms/notification'))));
  const attributes = () =>
    queue.inputs().flatMap(({ Entries = [] }) => Entries.map((one) => one.MessageSystemAttributes));

  it('goes with it into the queue', async () => {
    jest.replaceProperty(process, 'env', { ...process.env, _X_AMZN_TRACE_ID: trace });
    await received();
    expect(attributes()).toEqual([{ AWSTraceHeader: { DataType: 'String', StringValue: trace } }]);
  });

  it('is nothing to SQS where there is none', async () => {
    await received();
    expect(attributes()).toEqual([undefined]);
  });

  it.each([
    [trace, trace],
    [undefined, undefined],
  ])('goes on in the execution: %s', async (AWSTraceHeader, expected) => {
    const { attributes: usual, ...record } = sqsRecord(inboundMessage());
    await invoke(
      dispatch,
      sqsEvent({ ...record, attributes: { ...usual, ...(AWSTraceHeader && { AWSTraceHeader }) } }),
    );
    const [call] = executions.commandCalls(StartSyncExecutionCommand);
    expect(call?.args[0].input.traceHeader).toBe(expected);
  });
});
