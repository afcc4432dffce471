import type { Upstream } from '../backing';
import { type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from './protocol';

interface Message {
  /** Milliseconds since the epoch. */
  sentTimestamp: number;
}

/** What the embedded SQS shows of a queue to its host. */
interface InspectedQueue {
  messages: { ready: Message[]; inflight: { message: Message }[] };
}

interface StatisticsInput {
  MetricName: string;
  Dimensions: { Name: string; Value: string }[];
}

/** Amazon CloudWatch, for one metric: the age of a queue's oldest message, without delay. */
export function cloudwatchApi(queues: Upstream): ApiService {
  return {
    ...awsJsonErrors,
    operations: ['GetMetricStatistics'],
    operationOf: targetOperation,
    handle: async ({ body }) => {
      const { MetricName, Dimensions } = JSON.parse(body.toString()) as StatisticsInput;
      if (MetricName !== 'ApproximateAgeOfOldestMessage') return jsonAnswer({ Datapoints: [] });
      const Maximum = await oldestSeconds(queues, Dimensions[0]?.Value ?? '');
      const Datapoints = [{ Timestamp: Date.now() / 1000, Maximum, Unit: 'Seconds' }];
      return jsonAnswer({ Label: MetricName, Datapoints });
    },
  };
}

async function oldestSeconds(queues: Upstream, name: string): Promise<number> {
  const inspection = { operation: 'inspect', method: 'GET', headers: {}, body: Buffer.of() };
  const { body } = await queues({ ...inspection, path: `/_fauxqs/queues/${name}` });
  const { messages } = JSON.parse(body.toString()) as InspectedQueue;
  const inside = [...messages.ready, ...messages.inflight.map(({ message }) => message)];
  const oldest = Math.min(Date.now(), ...inside.map(({ sentTimestamp }) => sentTimestamp));
  return Math.floor((Date.now() - oldest) / 1000);
}
