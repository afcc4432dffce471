import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { arnOf } from '../arn';
import type { Config } from '../config';
import { allow } from '../permissions';
import { alarms, chatStreaming, type Publisher, twoWaySms } from '../publishers';

/** What a publisher needs of an encrypted topic's key (SNS developer guide, "Key management"). */
const PUBLISHING = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** What keeping and reading encrypted logs needs (CloudWatch Logs user guide, "Encrypt log data"). */
const LOGGING = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The key of everything that holds what people write: tables, topics, queues and logs. Express
 * executions keep nothing at rest but their logs, so the state machines have none of their own.
 *
 * Its policy names resources by literal ARNs: a reference would close a circle, as all of them
 * refer to the key.
 */
export class Encryption extends Construct {
  readonly key: kms.Key;
  private readonly logGroupArns: string[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly config: Config,
  ) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.key = new kms.Key(this, 'Key', {
      description: `Messages, sessions and logs of ${stackName}`,
      alias: stackName,
      enableKeyRotation: true,
      removalPolicy: config.removalPolicy,
    });
    const publishers = [chatStreaming(config), ...twoWaySms(config), alarms(config)];
    for (const publisher of publishers) this.allowService(publisher, PUBLISHING);
    this.allowSubscriptions();
    this.allowLogs();
  }

  /** A role's use of the key through a service, on what the role may use there: never on its own. */
  allowVia(
    service: 'dynamodb' | 'sqs' | 'logs',
    grantee: iam.IGrantable,
    ...actions: string[]
  ): void {
    const viaService = `${service}.${this.config.instance.region}.amazonaws.com`;
    allow(grantee, {
      actions,
      resourceArns: [this.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': viaService } },
    });
  }

  /** A log group, encrypted, kept as long as configured, and gone with the stack. */
  logGroup(scope: Construct, id: string, logGroupName: string): logs.LogGroup {
    this.logGroupArns.push(arnOf(this.config.instance, 'logs', `log-group:${logGroupName}`));
    return new logs.LogGroup(scope, id, {
      logGroupName,
      encryptionKey: this.key,
      retention: this.config.logRetentionDays,
      // Its name is fixed, so a group that stayed would be in the way of the next deployment.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** Writing to one log group. CloudWatch Logs uses the key on the writer's behalf. */
  allowLogging(role: iam.Role, group: logs.LogGroup): void {
    const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    allow(role, { actions, resourceArns: [group.logGroupArn] });
    this.allowVia('logs', role, ...LOGGING);
  }

  /** SNS puts what the topics carry into encrypted queues. */
  private allowSubscriptions(): void {
    const topics = arnOf(this.config.instance, 'sns', `${Stack.of(this).stackName}-*`);
    const conditions = { ArnLike: { 'aws:SourceArn': topics } };
    this.allowService({ service: 'sns.amazonaws.com', conditions }, PUBLISHING);
  }

  private allowLogs(): void {
    const service = `logs.${this.config.instance.region}.amazonaws.com`;
    const logGroupArns = Lazy.list({ produce: () => this.logGroupArns });
    const conditions = { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArns } };
    this.allowService({ service, conditions }, LOGGING);
  }

  private allowService({ service, conditions }: Publisher, actions: string[]): void {
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(service)],
        actions,
        // In a key's policy, this key.
        resources: ['*'],
        conditions,
      }),
    );
  }
}
