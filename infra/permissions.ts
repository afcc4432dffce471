import { Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

export interface Permission {
  actions: string[];
  resourceArns: string[];
  conditions?: Record<string, Record<string, unknown>>;
  /** Why no narrower resource can be named; needed for each one with a wildcard. */
  wildcardReason?: string;
}

/** Adds a permission to the role of a function or state machine: these actions, which CDK's own grants often exceed. */
export function allow(grantee: IGrantable, permission: Permission): void {
  const { wildcardReason, ...statement } = permission;
  Grant.addToPrincipal({ grantee, ...statement });
  if (!wildcardReason) return;
  for (const arn of statement.resourceArns.filter((resource) => resource.includes('*'))) {
    acknowledgeWildcard(grantee.grantPrincipal as IRole, arn, wildcardReason);
  }
}

/** Tells cdk-nag, and who reads its report, why a role's statement has this wildcard. */
export function acknowledgeWildcard(role: IConstruct, resource: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}
