import type { Config } from './config';
import type { Permission } from './permissions';

type Instance = Config['instance'];

/** The ARN of a resource in the stack's account and Region, literally: no reference to it. */
export function arnOf(
  { partition, region, account }: Instance,
  service: string,
  resource: string,
): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The contacts of a Connect instance, for a permission. */
export function contactsOf({ arn }: { arn: string }): Omit<Permission, 'actions'> {
  return {
    resourceArns: [`${arn}/contact/*`],
    wildcardReason: 'Connect makes up the id of a contact when the chat starts.',
  };
}
