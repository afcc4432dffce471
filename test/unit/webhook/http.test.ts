import { channelOf, json, text } from '../../../tasks/http';
import { httpRequest } from '../../support/webhook';

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
