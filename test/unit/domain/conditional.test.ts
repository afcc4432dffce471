import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { held } from '../../../domain/conditional';
import { awsError } from '../../support/aws-error';

describe('held', () => {
  it('is true where the write took place', async () => {
    expect(await held(Promise.resolve({}))).toBe(true);
  });

  it('is false where the condition did not hold', async () => {
    const refusal = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    expect(await held(Promise.reject(refusal))).toBe(false);
  });

  it('passes on every other error: nobody knows whether the condition held', async () => {
    const error = awsError('ProvisionedThroughputExceededException', 400);
    await expect(held(Promise.reject(error))).rejects.toBe(error);
  });
});
