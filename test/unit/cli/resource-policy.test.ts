import { judge } from '../../../cli/doctor/resource-policy';

const call = {
  service: 'connect.amazonaws.com',
  action: 'sns:Publish',
  context: {
    'aws:SourceAccount': '111122223333',
    'aws:SourceArn': 'arn:aws:connect:r:a:instance/i',
  },
};
const allow = {
  Effect: 'Allow',
  Principal: { Service: 'connect.amazonaws.com' },
  Action: 'sns:Publish',
};
const verdict = (...Statement: object[]) => judge(JSON.stringify({ Statement }), call);
const onCondition = (Condition: object) => verdict({ ...allow, Condition }).allowed;

describe('what a resource’s policy says to a service', () => {
  it.each([
    ['by its name', allow, true],
    [
      'as one of several',
      { ...allow, Principal: { Service: ['a', 'connect.amazonaws.com'] } },
      true,
    ],
    ['as anybody', { ...allow, Principal: '*' }, true],
    ['as any principal', { ...allow, Principal: { AWS: '*' } }, true],
    ['not under another name', { ...allow, Principal: { Service: 'sns.amazonaws.com' } }, false],
    ['not as an account', { ...allow, Principal: { AWS: '111122223333' } }, false],
    ['an action among others', { ...allow, Action: ['sns:Subscribe', 'SNS:Publish'] }, true],
    ['an action by a wildcard', { ...allow, Action: 'sns:Pub*' }, true],
    ['not another action', { ...allow, Action: 'sns:Subscribe' }, false],
  ])('is allowed %s: %j', (_, statement, allowed) => {
    expect(verdict(statement).allowed).toBe(allowed);
  });

  it('lets a denial win, under its condition only', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sns:*' };
    expect(verdict(allow, deny)).toMatchObject({ allowed: false, why: 'a statement denies it' });
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    expect(verdict(allow, { ...deny, Condition }).allowed).toBe(true);
  });

  it.each([
    [{ StringEquals: { 'aws:SourceAccount': '111122223333' } }, true],
    [{ StringEquals: { 'AWS:sourceaccount': ['9', '111122223333'] } }, true],
    [{ StringEquals: { 'aws:SourceAccount': '1111*' } }, false],
    [{ StringLike: { 'aws:SourceAccount': '1111*' } }, true],
    [{ StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, false],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:connect:r:?:instance/*' } }, true],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:connect:r:a:instance/j' } }, false],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, false],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, true],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, true],
    [{ DateLessThan: { 'aws:CurrentTime': '2030-01-01' } }, false],
  ])('meets %j: %s', (condition, met) => {
    expect(onCondition(condition)).toBe(met);
  });

  it('is met by all conditions or by none', () => {
    const StringEquals = { 'aws:SourceAccount': '111122223333' };
    expect(onCondition({ StringEquals, ArnEquals: { 'aws:SourceArn': 'arn:other' } })).toBe(false);
  });

  it('tells which keys it was allowed under, in lower case', () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(verdict({ ...allow, Condition }).conditions).toEqual(['aws:sourceaccount']);
  });
});
