import { account } from '../settings';
import { keyPolicy } from './policies';
import { ApiError, type ApiService, awsJsonErrors, jsonAnswer, targetOperation } from './protocol';

/** AWS KMS, as far as the policy of the topics' key can be read. Nothing is encrypted here. */
export function kmsApi(): ApiService {
  const operations: Record<string, object> = {
    DescribeKey: {
      KeyMetadata: {
        KeyId: account.keyArn.split('/')[1],
        Arn: account.keyArn,
        KeyManager: 'CUSTOMER',
        KeyState: 'Enabled',
      },
    },
    GetKeyPolicy: { Policy: keyPolicy(), PolicyName: 'default' },
  };
  return {
    ...awsJsonErrors,
    operations: Object.keys(operations),
    operationOf: targetOperation,
    handle: async ({ operation, body }) => {
      const { KeyId } = JSON.parse(body.toString()) as { KeyId: string };
      if (account.keyArn.endsWith(KeyId)) return jsonAnswer(operations[operation]);
      throw new ApiError(400, 'NotFoundException', `Key ${KeyId} does not exist`);
    },
  };
}
