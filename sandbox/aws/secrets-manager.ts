import { ApiError, type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from './protocol';

export interface Secrets {
  facebook: Record<string, string>;
}

/** AWS Secrets Manager's GetSecretValue. */
export function secretsManagerApi(secretArn: string, secrets: Secrets): ApiService {
  return {
    ...awsJsonErrors,
    operations: ['GetSecretValue'],
    operationOf: targetOperation,
    handle: async ({ body }) => {
      const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
      if (SecretId !== secretArn) {
        throw new ApiError(
          400,
          'ResourceNotFoundException',
          'Secrets Manager can’t find the secret.',
        );
      }
      const SecretString = JSON.stringify(secrets.facebook);
      return jsonAnswer({
        ARN: secretArn,
        Name: 'facebook',
        SecretString,
        VersionStages: ['AWSCURRENT'],
      });
    },
  };
}
