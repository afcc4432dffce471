import { answerChallenge } from '../../../../channels/facebook/verify';
import { SECRET, useFacebookSecret } from '../../../support/facebook';
import { useStoppedClock } from '../../../support/stopped-clock';

useStoppedClock();
const secret = useFacebookSecret();

const query = {
  'hub.mode': 'subscribe',
  'hub.verify_token': 'chosen-at-setup',
  'hub.challenge': '1158201444',
};

describe('Meta’s verification of the endpoint', () => {
  it('is answered with its challenge', async () => {
    expect(await answerChallenge(query)).toBe('1158201444');
  });

  it('is answered with the challenge as it is, were it no number', async () => {
    expect(await answerChallenge({ ...query, 'hub.challenge': 'a1-b2' })).toBe('a1-b2');
  });

  it.each([
    ['a wrong token', { 'hub.verify_token': 'guessed' }],
    ['a token that only begins right', { 'hub.verify_token': 'chosen-at' }],
    ['a token in other letters', { 'hub.verify_token': 'Chosen-At-Setup' }],
    ['an empty token', { 'hub.verify_token': '' }],
    ['no token', { 'hub.verify_token': undefined }],
    ['a wrong mode', { 'hub.mode': 'unsubscribe' }],
    ['no mode', { 'hub.mode': undefined }],
    ['no challenge', { 'hub.challenge': undefined }],
    ['the page token instead', { 'hub.verify_token': SECRET.PAGE_TOKEN }],
  ])('is refused with %s', async (_, wrong) => {
    expect(await answerChallenge({ ...query, ...wrong })).toBeUndefined();
  });

  it('is refused without any parameter', async () => {
    expect(await answerChallenge({})).toBeUndefined();
  });

  it('is accepted with a token that was changed a moment ago', async () => {
    await answerChallenge(query);
    secret.becomes({ ...SECRET, VERIFY_TOKEN: 'changed' });
    expect(await answerChallenge({ ...query, 'hub.verify_token': 'changed' })).toBe('1158201444');
  });
});
