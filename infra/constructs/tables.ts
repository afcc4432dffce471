import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tables } from '../wiring';

const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });

/** The table of sessions, contacts and marks, and the failure ledger. */
export class Tables extends Construct {
  readonly session: dynamodb.TableV2;
  readonly ledger: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.session = new dynamodb.TableV2(this, 'Session', {
      partitionKey: text(tables.session.partitionKey),
      timeToLiveAttribute: tables.session.timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    const { index } = tables.ledger;
    this.ledger = new dynamodb.TableV2(this, 'Ledger', {
      partitionKey: text(tables.ledger.partitionKey),
      timeToLiveAttribute: tables.ledger.timeToLive,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      globalSecondaryIndexes: [
        {
          indexName: index.name,
          partitionKey: text(index.partitionKey),
          sortKey: text(index.sortKey),
        },
      ],
    });
  }
}
