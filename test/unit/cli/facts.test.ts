import { accepted, kinds, sameId, theEnd, throttles } from '../../../cli/smoke/facts';
import { awsError } from '../../support/aws-error';

const CONNECT = 'application/vnd.amazonaws.connect.';
const streamed = (contentType: string, attributes: Record<string, string>) => ({
  contentType,
  attributes,
});

describe('the end of a chat, as streamed', () => {
  const end = (attributes: Record<string, string>) =>
    streamed(`${CONNECT}event.chat.ended`, attributes);

  it.each([
    ['no role', { Type: 'EVENT' }, 'role absent, visibility absent; attributes: Type'],
    [
      'a role',
      { ParticipantRole: 'SYSTEM', MessageVisibility: 'ALL' },
      'role SYSTEM, visibility ALL; attributes: MessageVisibility ParticipantRole',
    ],
  ])('is as relied on with %s', (_, attributes, why) => {
    expect(theEnd(end(attributes))).toBe(why);
  });

  it('fails with the role that the subscription leaves out', () => {
    expect(() => theEnd(end({ ParticipantRole: 'CUSTOMER' }))).toThrow(/^role CUSTOMER/);
  });
});

describe('a repeated call', () => {
  it('gives what it gave before', () => {
    expect(sameId('contact', 'c-1', 'c-1')).toBe('a repetition gives the same contact');
  });

  it('fails where it gives another', () => {
    expect(() => sameId('contact', 'c-1', 'c-2')).toThrow('a repetition gave another contact');
  });
});

it('a message of the length that texts are split at must be accepted', () => {
  expect(accepted(undefined)).toBe('accepted');
  expect(() => accepted(awsError('ValidationException', 400))).toThrow(
    'refused: ValidationException (HTTP 400)',
  );
});

it('throttles are told by their status, whatever their names', () => {
  const known = [awsError('TooManyRequestsException', 429), awsError('ThrottlingException', 429)];
  expect(throttles(known, 30)).toBe(
    '2 of 30 calls at once were refused: TooManyRequestsException (HTTP 429), ThrottlingException (HTTP 429)',
  );
  expect(() => throttles([...known, awsError('ThrottlingException', 400)], 30)).toThrow(
    /^3 of 30 .*ThrottlingException \(HTTP 400\)$/,
  );
});

it('what was streamed is told once for each kind and role', () => {
  const text = (ParticipantRole: string) => streamed('text/plain', { ParticipantRole });
  const joined = streamed(`${CONNECT}event.participant.joined`, {});
  expect(kinds([text('CUSTOMER'), text('SYSTEM'), text('CUSTOMER'), joined])).toEqual([
    ['streamed text/plain', expect.stringContaining('role CUSTOMER')],
    ['streamed text/plain', expect.stringContaining('role SYSTEM')],
    ['streamed event.participant.joined', expect.stringContaining('role absent')],
  ]);
});
