/** A call that an AWS service makes on a resource. */
export interface ServiceCall {
  /** The service principal, for example connect.amazonaws.com. */
  service: string;
  /** For example sns:Publish. */
  action: string;
  /** Condition key to value, for example aws:SourceArn. */
  context: Record<string, string>;
}

export interface Verdict {
  allowed: boolean;
  /** What decides it, for people. */
  why: string;
  /** The condition keys that the call had to meet, in lower case. */
  conditions: string[];
}

type Conditions = Record<string, Record<string, string | string[]>>;

interface Statement {
  Effect: 'Allow' | 'Deny';
  Principal?: string | { Service?: string | string[]; AWS?: string | string[] };
  Action?: string | string[];
  Condition?: Conditions;
}

/**
 * What a resource's policy says to a service's call (IAM user guide, "Policy evaluation logic", as
 * far as service principals go: they have no identity policy). An operator that is not known here
 * counts as a condition that is not met.
 */
export function judge(policy: string, call: ServiceCall): Verdict {
  const { Statement = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  const concerned = [Statement].flat().filter((statement) => concerns(statement, call));
  const met = concerned.filter(({ Condition }) => unmet(Condition, call).length === 0);
  if (met.some(({ Effect }) => Effect === 'Deny')) return refused('a statement denies it');
  const allowing = met.find(({ Effect }) => Effect === 'Allow');
  if (allowing) return { allowed: true, why: 'allowed', conditions: keys(allowing.Condition) };
  const nearest = concerned.find(({ Effect }) => Effect === 'Allow');
  if (!nearest) return refused(`no statement allows ${call.action} to ${call.service}`);
  return refused(`not met: ${unmet(nearest.Condition, call).join(', ')}`);
}

function refused(why: string): Verdict {
  return { allowed: false, why, conditions: [] };
}

function concerns({ Principal, Action }: Statement, { service, action }: ServiceCall): boolean {
  const anybody = Principal === '*' || (Principal instanceof Object && Principal.AWS === '*');
  const services = Principal instanceof Object ? list(Principal.Service) : [];
  const actions = list(Action).some((pattern) => like(action.toLowerCase(), pattern.toLowerCase()));
  return actions && (anybody || services.includes(service));
}

/** The conditions that the call does not meet, as a policy writes them. */
function unmet(conditions: Conditions | undefined, { context }: ServiceCall): string[] {
  const lower = Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return Object.entries(conditions ?? {}).flatMap(([operator, entries]) =>
    Object.entries(entries)
      .filter(([key, values]) => !holds(operator, lower[key.toLowerCase()], list(values)))
      .map(([key, values]) => `${operator} ${key} ${list(values).join(' or ')}`),
  );
}

function holds(operator: string, value: string | undefined, patterns: string[]): boolean {
  const [, type, not, ifExists] =
    /^(Bool|(?:String|Arn)(Not)?(?:Equals|Like))(IfExists)?$/.exec(operator) ?? [];
  if (!type) return false;
  if (value === undefined) return Boolean(not ?? ifExists);
  const exact = /String(Not)?Equals/.test(type);
  const matches = patterns.some((p) => (exact ? p === value : like(value, p)));
  return not ? !matches : matches;
}

/** IAM's wildcards: `*` for any characters, `?` for one. */
function like(value: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value);
}

function keys(conditions: Conditions = {}): string[] {
  return Object.values(conditions).flatMap((entries) =>
    Object.keys(entries).map((key) => key.toLowerCase()),
  );
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat();
}
