import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';

const LONG_AGO = new Date(0);

/** One secret in Secrets Manager, with its staging labels. */
export function useSecretsManager() {
  const client = mockClient(SecretsManagerClient);
  let current = '';

  const hold = (stage: string, SecretString: string, CreatedDate: Date) =>
    client
      .on(GetSecretValueCommand, { VersionStage: stage })
      .resolves({ SecretString, CreatedDate, VersionStages: [stage] });
  const become = (SecretString: string, CreatedDate: Date) => {
    current = SecretString;
    hold('AWSCURRENT', current, CreatedDate);
  };

  beforeEach(() => {
    client.reset();
    const missing = new ResourceNotFoundException({ message: 'no such stage', $metadata: {} });
    client.on(GetSecretValueCommand).rejects(missing);
  });

  return {
    client,
    /** It holds this, and has done so for long. */
    holds: (text: string) => become(text, LONG_AGO),
    /** It was made a moment ago. */
    created: (text: string) => become(text, new Date()),
    /** It gets a new value now; the one that it had becomes the previous one. */
    rotate: (text: string) => {
      hold('AWSPREVIOUS', current, LONG_AGO);
      become(text, new Date());
    },
    /** How often it was fetched as it stood. */
    fetches: () =>
      client.commandCalls(GetSecretValueCommand, { VersionStage: 'AWSCURRENT' }).length,
    /** The labels that were asked for. */
    stages: () =>
      client.commandCalls(GetSecretValueCommand).map(({ args }) => args[0].input.VersionStage),
  };
}
