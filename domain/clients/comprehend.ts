import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { timeouts } from './timeouts';
import { traced } from './traced';

export const comprehend = traced(new ComprehendClient({ requestHandler: timeouts(5_000) }));
