import { Tracer } from '@aws-lambda-powertools/tracer';

export const tracer = new Tracer();

/** Makes each call of an AWS client a subsegment of the trace. Outside Lambda it changes nothing. */
export function traced<Client>(client: Client): Client {
  return tracer.captureAWSv3Client(client);
}
