import { channelOf, json, text } from '../../../tasks/http';
import { logger } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/verify-webhook/handler';
import { SECRET, useFacebookSecret } from '../../support/facebook';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { httpRequest } from '../../support/webhook';

useStoppedClock();
const secret = useFacebookSecret();

const query = {
  'hub.mode': 'subscribe',
  'hub.verify_token': 'chosen-at-setup',
  'hub.challenge': '1158201444',
};

const verify = (parameters?: Record<string, string>, path = '/webhook/facebook') =>
  invoke(handler, httpRequest('GET', { path, query: parameters }));

const REFUSED = {
  statusCode: 403,
  headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' },
  body: '{"error":"Forbidden","message":"The mode, the verify token or the challenge is wrong."}',
};

describe('GET /webhook/facebook', () => {
  it('answers 200 with the bare challenge', async () => {
    expect(await verify(query)).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      },
      body: '1158201444',
    });
  });

  it.each([
    ['a wrong token', { ...query, 'hub.verify_token': 'guessed' }],
    ['a wrong mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': 'chosen-at-setup' }],
    ['no parameter', undefined],
  ])('answers 403 with %s', async (_, parameters) => {
    expect(await verify(parameters)).toEqual(REFUSED);
  });

  it('accepts a token that was changed a moment ago', async () => {
    await verify(query);
    secret.becomes({ ...SECRET, VERIFY_TOKEN: 'changed' });
    expect(await verify({ ...query, 'hub.verify_token': 'changed' })).toMatchObject({
      statusCode: 200,
    });
  });

  it('fails, rather than refuse, where the secret cannot be read', async () => {
    secret.becomes({});
    await expect(verify(query)).rejects.toMatchObject({ name: 'SecretMalformed' });
  });

  it('never logs the token that was tried', async () => {
    const warn = jest.spyOn(logger, 'warn');
    await verify({ ...query, 'hub.verify_token': 'guessed' });
    expect(warn.mock.calls).toEqual([['Webhook verification refused']]);
  });
});

describe('GET of a channel that does not exist', () => {
  it.each(['/webhook/telegram', '/webhook/sms', '/webhook/__proto__', '/webhook/'])(
    'answers 404: %s',
    async (path) => {
      expect(await verify(query, path)).toMatchObject({
        statusCode: 404,
        body: '{"error":"NotFound","message":"There is no such channel."}',
      });
    },
  );
});

describe('the channel of a request', () => {
  it.each([
    ['/webhook/facebook', 'facebook'],
    ['/prod/webhook/facebook', 'facebook'],
    ['/webhook/facebook/', ''],
    ['/', ''],
    ['', ''],
  ])('is the last segment of the path: "%s"', (path, channel) => {
    expect(channelOf(httpRequest('POST', { path }))).toBe(channel);
  });
});

describe('an answer', () => {
  it('in text is nothing but text to a browser', () => {
    expect(text(200, '<script>')).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      },
      body: '<script>',
    });
  });

  it('that refuses is JSON with a name and a sentence', () => {
    expect(json(404, 'NotFound', 'There is no "such" channel.')).toEqual({
      statusCode: 404,
      headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' },
      body: '{"error":"NotFound","message":"There is no \\"such\\" channel."}',
    });
  });
});
