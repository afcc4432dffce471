import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import {
  both,
  everything,
  instanceArn,
  messenger,
  pinpointAppId,
  sampleFlow,
  sms,
} from '../support/context';
import { withStack } from '../support/stack';

type Context = Record<string, string>;
/** Which construct, and which rule it breaks. */
type Finding = `${string}: ${string}`;

/** What cdk-nag's pack AwsSolutions says of a stack. */
function findingsIn(stack: IConstruct): Finding[] {
  const { violations } = new AwsSolutionsChecks().validateScope(stack);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }): Finding => `${constructPath}: ${ruleName}`),
  );
}

/** The findings that a stack acknowledges, and why. */
function acknowledgedIn(stack: IConstruct): [construct: string, rule: string, reason: unknown][] {
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) =>
          Object.entries(data as Record<string, unknown>).map(
            ([rule, reason]): [string, string, unknown] => [
              node.path,
              rule.replace(/^annotation::/i, ''),
              reason,
            ],
          ),
        ),
    );
}

/** All that there is to find, had nothing been acknowledged. */
function unexcused(context: Context): Finding[] {
  const acknowledge = jest.spyOn(Validations.prototype, 'acknowledge').mockReturnValue(undefined);
  try {
    return withStack(context, {}, findingsIn);
  } finally {
    acknowledge.mockRestore();
  }
}

describe.each<[string, Context]>([
  ['SMS', sms],
  ['SMS through Pinpoint', { ...sms, pinpointAppId }],
  ['Messenger', messenger],
  ['both', both],
  ['both, with redaction', { ...both, piiRedactionTypes: 'NAME' }],
  ['SMS with a sample flow', sampleFlow],
])('a stack for %s', (_, context) => {
  it('leaves no finding without a reason', () => {
    expect(withStack(context, {}, findingsIn)).toEqual([]);
  });

  it('gives reasons for nothing that is not found', () => {
    const found = unexcused(context);
    const acknowledged = withStack(context, {}, acknowledgedIn);
    expect(acknowledged).not.toEqual([]);
    for (const [construct, rule, reason] of acknowledged) {
      expect(found).toContainEqual(expect.stringMatching(startAndEnd(construct, rule)));
      expect(reason).toMatch(/\w+ \w+ \w+/);
    }
  });
});

function startAndEnd(start: string, end: string): RegExp {
  const literally = (text: string) => text.replace(/[^\w]/g, '\\$&');
  return new RegExp(`^${literally(start)}.*${literally(`: ${end}`)}$`);
}

describe('the findings that have reasons', () => {
  it('are these', () => {
    const rules = unexcused({ ...both, piiRedactionTypes: 'NAME' }).map((finding) =>
      finding.replace(/^.*?: /, ''),
    );
    expect([...new Set(rules)].sort()).toEqual([
      'AwsSolutions-APIG4',
      // Traces, the delivery of logs, the detection of personal data.
      'AwsSolutions-IAM5[Resource::*]',
      `AwsSolutions-IAM5[Resource::${instanceArn}/contact/*]`,
      expect.stringMatching(
        /^AwsSolutions-IAM5\[Resource::arn:aws:sms-voice:.*:phone-number\/\*]$/,
      ),
    ]);
  });

  it('are one more where not every event of an execution is logged, which is an operator’s choice', () => {
    const findings = withStack(everything, {}, findingsIn).map((finding) =>
      finding.replace(/^.*: /, ''),
    );
    expect(findings).toEqual(['AwsSolutions-SF1', 'AwsSolutions-SF1']);
  });
});
