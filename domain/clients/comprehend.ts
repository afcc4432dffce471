import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { traced } from './traced';

export const comprehend = traced(new ComprehendClient());
