import { readConfig } from '../../infra/config';
import { both, needed, pinpointAppId, queueId, sampleFlow } from '../support/context';
import { problemsOf } from '../support/problems';

const NO_CHANNEL =
  'No channel is chosen: give smsNumber for SMS, fbSecretArn for Facebook Messenger, or both.';
const NO_FLOW =
  'No contact flow is chosen: give contactFlowId, or queueId to have a sample flow deployed that leads to this queue.';
const smsNumberId = 'phone-0123456789abcdef0123456789abcdef';
const ONE_WAY_TO_SEND =
  'smsNumberId and pinpointAppId exclude each other: Pinpoint knows no such ids.';

describe('a context as a whole', () => {
  it('is refused without a channel, with the keys that choose one', () => {
    expect(problemsOf(needed)).toEqual([NO_CHANNEL]);
  });

  it('is refused without a contact flow, with the keys that choose one', () => {
    for (const nothing of [undefined, null, '']) {
      expect(problemsOf({ ...both, contactFlowId: nothing })).toEqual([NO_FLOW]);
    }
    expect(problemsOf(sampleFlow)).toEqual([]);
  });

  it('is refused with two contact flows', () => {
    expect(problemsOf({ ...both, queueId })).toEqual([
      'contactFlowId and queueId exclude each other: queueId has a sample flow deployed.',
    ]);
  });

  it('is refused with an id for End User Messaging where Pinpoint sends', () => {
    expect(problemsOf({ ...both, smsNumberId, pinpointAppId })).toEqual([ONE_WAY_TO_SEND]);
    expect(problemsOf({ ...both, smsNumberId })).toEqual([]);
    expect(problemsOf({ ...both, pinpointAppId })).toEqual([]);
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
    ['piiRedaction', 'piiRedactionTypes'],
    ['pinpointApplicationId', 'pinpointAppId'],
    ['facebookSecretArn', 'fbSecretArn'],
    ['chatDuration', 'chatDurationMinutes'],
  ])('is refused with %s, which is close to %s', (key, near) => {
    const problem = `${key} is not a key of this application; did you mean ${near}?`;
    expect(problemsOf({ ...both, [key]: 'x' })).toEqual([problem]);
  });

  it('has all its problems reported together', () => {
    const context = {
      amazonConnectArn: 'here',
      smsNumbr: '+49',
      maxConcurrency: 1,
      pinpointAppId,
      smsNumberId,
    };
    const problems = [
      'smsNumbr is not a key of this application; did you mean smsNumber?',
      `amazonConnectArn must be the ARN of an Amazon Connect instance (arn:aws:connect:<region>:<account>:instance/<id>), not "here".`,
      `maxConcurrency must be a whole number from 2 to 1000, not 1.`,
      NO_FLOW,
      NO_CHANNEL,
      'smsNumberId needs smsNumber, the number itself.',
      'pinpointAppId needs smsNumber, the number from which it sends.',
      ONE_WAY_TO_SEND,
    ];
    expect(() => readConfig(context)).toThrow(
      ['The context cannot be deployed:', ...problems.map((problem) => `  - ${problem}`)].join(
        '\n',
      ),
    );
    expect(problemsOf(context)).toEqual(problems);
  });
});
