import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';

const context = {
  functionName: 'function-under-test',
  functionVersion: '$LATEST',
  memoryLimitInMB: '256',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:function-under-test',
  awsRequestId: '8f14e45f-ceea-467f-a9d6-2b1d3c4e5f60',
} as Context;

/** Calls a handler as Lambda does. */
export function invoke<Event, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
  event: Event,
): Promise<Result> {
  return handler(event, context);
}

/** One SQS message as Lambda hands it over. */
export function sqsRecord(body: unknown, overrides: Partial<SQSRecord> = {}): SQSRecord {
  return {
    messageId: 'sqs-message-1',
    receiptHandle: 'receipt-handle-1',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(Date.now()),
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: String(Date.now()),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:inbound.fifo',
    awsRegion: 'us-east-1',
    ...overrides,
  };
}

export function sqsEvent(...Records: SQSRecord[]): SQSEvent {
  return { Records };
}

/** Attributes as they were sent, in the spelling in which Lambda hands them over. */
export function sqsAttributes(sent: Record<string, MessageAttributeValue>): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(sent).map(([name, { DataType = 'String', StringValue = '' }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  );
}
