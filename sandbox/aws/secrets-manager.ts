import type { Clock } from '../clock';
import { ApiError, type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from './protocol';

interface Version {
  text: string;
  /** Milliseconds since the epoch; the first one has been there for ever. */
  createdAt: number;
}

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** One secret, with its staging labels (Secrets Manager user guide, "What's in a secret?"). */
export class Secret {
  private versions: Partial<Record<Stage, Version>> = {};

  constructor(
    private readonly clock: Clock,
    private readonly first: Record<string, string>,
  ) {
    this.reset();
  }

  reset(): void {
    this.versions = { AWSCURRENT: { text: JSON.stringify(this.first), createdAt: 0 } };
  }

  put(text: string): void {
    const { AWSCURRENT } = this.versions;
    const created = { text, createdAt: this.clock.now() };
    this.versions = { AWSCURRENT: created, ...(AWSCURRENT && { AWSPREVIOUS: AWSCURRENT }) };
  }

  version(stage: Stage): Version | undefined {
    return this.versions[stage];
  }

  get isAltered(): boolean {
    return this.versions.AWSPREVIOUS !== undefined;
  }

  /** What the other side knows: this version, or the first one where this one cannot be used. */
  get agreed(): Record<string, string> {
    const keys = readKeys(this.versions.AWSCURRENT?.text);
    const isWhole = Object.keys(this.first).every(
      (key) => typeof keys[key] === 'string' && keys[key],
    );
    return isWhole ? (keys as Record<string, string>) : this.first;
  }
}

function readKeys(text = ''): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

interface Input {
  SecretId: string;
  VersionStage?: Stage;
  SecretString?: string;
}

/** AWS Secrets Manager, as far as reading a secret and rotating it by hand go. */
export function secretsManagerApi(ARN: string, secret: Secret): ApiService {
  const answer = { ARN, Name: 'facebook' };
  return {
    ...awsJsonErrors,
    operations: ['GetSecretValue', 'PutSecretValue'],
    operationOf: targetOperation,
    handle: async ({ operation, body }) => {
      const {
        SecretId,
        VersionStage = 'AWSCURRENT',
        SecretString = '',
      }: Input = JSON.parse(body.toString());
      if (SecretId !== ARN) throw notFound();
      if (operation === 'PutSecretValue') {
        secret.put(SecretString);
        return jsonAnswer({ ...answer, VersionStages: ['AWSCURRENT'] });
      }
      const version = secret.version(VersionStage);
      if (!version) throw notFound();
      const { text, createdAt } = version;
      return jsonAnswer({
        ...answer,
        SecretString: text,
        CreatedDate: createdAt / 1000,
        VersionStages: [VersionStage],
      });
    },
  };
}

function notFound(): ApiError {
  return new ApiError(400, 'ResourceNotFoundException', 'Secrets Manager can’t find the secret.');
}
