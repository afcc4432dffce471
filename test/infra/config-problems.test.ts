import { readConfig } from '../../infra/config';
import { both, needed, pinpointAppId } from '../support/context';
import { problemsOf } from '../support/problems';

const NO_CHANNEL =
  'No channel is chosen: give smsNumber for SMS, fbSecretArn for Facebook Messenger, or both.';

describe('a context as a whole', () => {
  it('is refused without a channel, with the keys that choose one', () => {
    expect(problemsOf(needed)).toEqual([NO_CHANNEL]);
  });

  it.each([
    ['smsNumbr', 'smsNumber'],
    ['SMSNUMBER', 'smsNumber'],
    ['amazonconnectARN', 'amazonConnectArn'],
    ['AMAZONCONNECTARN', 'amazonConnectArn'],
    ['contactFlow', 'contactFlowId'],
    ['fbSecret', 'fbSecretArn'],
    ['waSecretId', 'waSecretArn'],
    ['piiRedactionType', 'piiRedactionTypes'],
  ])('is refused with %s, which is close to %s', (key, near) => {
    const problem = `${key} is not a key of this application; did you mean ${near}?`;
    expect(problemsOf({ ...both, [key]: 'x' })).toEqual([problem]);
  });

  it('has all its problems reported together', () => {
    const context = { amazonConnectArn: 'here', smsNumbr: '+49', maxConcurrency: 1, pinpointAppId };
    const problems = [
      'smsNumbr is not a key of this application; did you mean smsNumber?',
      `amazonConnectArn must be the ARN of an Amazon Connect instance (arn:aws:connect:<region>:<account>:instance/<id>), not "here".`,
      `contactFlowId is missing: it must be the id of a contact flow (the last part of its ARN).`,
      `maxConcurrency must be a whole number from 2 to 1000, not 1.`,
      NO_CHANNEL,
      'pinpointAppId needs smsNumber, the number from which it sends.',
    ];
    expect(() => readConfig(context)).toThrow(
      ['The context cannot be deployed:', ...problems.map((problem) => `  - ${problem}`)].join(
        '\n',
      ),
    );
    expect(problemsOf(context)).toEqual(problems);
  });
});
