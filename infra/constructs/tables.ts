import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Config } from '../config';
import { allow } from '../permissions';
import { tables } from '../wiring';
import type { Encryption } from './encryption';

const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });

export interface TablesProps {
  config: Config;
  encryption: Encryption;
}

/** The table of sessions, contacts and marks, and the failure ledger. */
export class Tables extends Construct {
  readonly session: Table;
  readonly ledger: Table;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    this.session = new Table(this, 'Session', props, {
      partitionKey: text(tables.session.partitionKey),
      timeToLiveAttribute: tables.session.timeToLive,
    });
    const { index } = tables.ledger;
    this.ledger = new Table(this, 'Ledger', props, {
      partitionKey: text(tables.ledger.partitionKey),
      timeToLiveAttribute: tables.ledger.timeToLive,
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

/** An on-demand table that is encrypted with the stack's key and can be restored to any second. */
export class Table extends dynamodb.TableV2 {
  constructor(
    scope: Construct,
    id: string,
    private readonly parts: TablesProps,
    props: dynamodb.TablePropsV2,
  ) {
    super(scope, id, {
      ...props,
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(parts.encryption.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: parts.config.removalPolicy,
    });
  }

  /** Actions on items by key. DynamoDB decrypts the table's own key on the caller's behalf. */
  allow(grantee: IGrantable, ...actions: `${'Get' | 'Put' | 'Update' | 'Delete'}Item`[]): void {
    allow(grantee, {
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.tableArn],
    });
    this.parts.encryption.allowVia('dynamodb', grantee, 'kms:Decrypt');
  }
}
