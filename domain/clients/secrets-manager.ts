import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { timeouts } from './timeouts';
import { traced } from './traced';

export const secretsManager = traced(new SecretsManagerClient({ requestHandler: timeouts(3_000) }));
