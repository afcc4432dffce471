import { Match } from 'aws-cdk-lib/assertions';
import { both, everything, region } from '../support/context';
import { synthesise } from '../support/stack';

const stack = synthesise(both);

const theKey = { 'Fn::GetAtt': [Match.stringLikeRegexp('^EncryptionKey'), 'Arn'] };
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });

const common = {
  BillingMode: 'PAY_PER_REQUEST',
  TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
};
const replica = {
  Region: region,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  SSESpecification: { KMSMasterKeyId: theKey },
};

describe('the tables', () => {
  it('the sessions are found by key alone', () => {
    stack.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      ...common,
      AttributeDefinitions: [text('pk')],
      KeySchema: [hash('pk')],
      GlobalSecondaryIndexes: Match.absent(),
      Replicas: [replica],
    });
  });

  it('the ledger is found by id, and listed by status and time', () => {
    stack.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      ...common,
      AttributeDefinitions: [text('id'), text('status'), text('lastFailedAt')],
      KeySchema: [hash('id')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'status-lastFailedAt',
          KeySchema: [hash('status'), range('lastFailedAt')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      Replicas: [{ ...replica, GlobalSecondaryIndexes: [{ IndexName: 'status-lastFailedAt' }] }],
    });
  });

  it.each([
    ['outlive the stack', stack, 'Retain'],
    ['go with it where that is wished', synthesise(everything), 'Delete'],
  ])('%s', (_, template, policy) => {
    template.allResources('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: policy,
      UpdateReplacePolicy: policy,
    });
  });
});
