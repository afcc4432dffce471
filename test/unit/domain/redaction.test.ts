import type { PiiEntity } from '@aws-sdk/client-comprehend';
import { mockClient } from 'aws-sdk-client-mock';
import { comprehend } from '../../../domain/clients/comprehend';
import type { Content } from '../../../domain/message';
import type * as Redaction from '../../../domain/redaction';
import { awsError } from '../../support/aws-error';
import { inboundMessage } from '../../support/customers';
import { deployed } from '../../support/deployed';

/** The module as a function loads it that is deployed with these types. */
function deployedWith(types: string | undefined, answer: { Entities?: PiiEntity[] } | Error) {
  const client = mockClient(comprehend);
  if (answer instanceof Error) client.onAnyCommand().rejects(answer);
  else client.onAnyCommand().resolves(answer);
  const environment: Record<string, string> =
    types === undefined ? {} : { PII_REDACTION_TYPES: types };
  const { redacted } = deployed<typeof Redaction>('domain/redaction', environment, [
    '@aws-sdk/client-comprehend',
    'domain/clients/comprehend',
  ]);
  return {
    asked: () => client.calls().map(({ args }) => args[0].input),
    redact: async (content: Content) => (await redacted(inboundMessage({ content }))).content,
  };
}

const text = (words: string): Content => ({ type: 'text', text: words });

/** The entity that Comprehend sees in `part` of `whole`: its offsets count code points. */
function entity(whole: string, part: string, Type: PiiEntity['Type'], Score = 0.99): PiiEntity {
  const BeginOffset = [...whole.slice(0, whole.indexOf(part))].length;
  return { BeginOffset, EndOffset: BeginOffset + [...part].length, Type, Score };
}

const words = 'My card is 4000 0000 0000 0002, my name is Mo';
const card = entity(words, '4000 0000 0000 0002', 'CREDIT_DEBIT_NUMBER');
const name = entity(words, 'Mo', 'NAME');

afterEach(() => jest.restoreAllMocks());

describe('redacted', () => {
  it('asks nobody where nothing is to be redacted', async () => {
    const { redact, asked } = deployedWith(undefined, { Entities: [card] });
    expect(await redact(text(words))).toEqual(text(words));
    expect(asked()).toEqual([]);
  });

  it.each([
    ['a chosen type', 'CREDIT_DEBIT_NUMBER', 'My card is [CREDIT_DEBIT_NUMBER], my name is Mo'],
    [
      'several types',
      'NAME,CREDIT_DEBIT_NUMBER',
      'My card is [CREDIT_DEBIT_NUMBER], my name is [NAME]',
    ],
    ['every type', 'ALL', 'My card is [CREDIT_DEBIT_NUMBER], my name is [NAME]'],
    ['no type that was not chosen', 'EMAIL', words],
  ])('replaces %s', async (_, types, expected) => {
    const { redact, asked } = deployedWith(types, { Entities: [card, name] });
    expect(await redact(text(words))).toEqual(text(expected));
    expect(asked()).toEqual([{ Text: words, LanguageCode: 'en' }]);
  });

  it.each([
    ['an emoji', '😀 4000 0000 0000 0002 😀'],
    ['a family', '👩‍👩‍👧 4000 0000 0000 0002 👩‍👩‍👧'],
    ['a letter and its accent', 'é 4000 0000 0000 0002 é'],
  ])('finds the place behind %s, where offsets count code points', async (_, whole) => {
    const Entities = [entity(whole, '4000 0000 0000 0002', 'CREDIT_DEBIT_NUMBER')];
    const { redact } = deployedWith('ALL', { Entities });
    const expected = whole.replace('4000 0000 0000 0002', '[CREDIT_DEBIT_NUMBER]');
    expect(await redact(text(whole))).toEqual(text(expected));
  });

  it.each([
    ['leaves what Comprehend doubts', 0.49, words],
    ['replaces what Comprehend believes', 0.5, 'My card is [CREDIT_DEBIT_NUMBER], my name is Mo'],
  ])('%s', async (_, Score, expected) => {
    const { redact } = deployedWith('ALL', { Entities: [{ ...card, Score }] });
    expect(await redact(text(words))).toEqual(text(expected));
  });

  it('redacts the words that come with attachments and taps', async () => {
    const { redact } = deployedWith('ALL', { Entities: [name] });
    const expected = 'My card is 4000 0000 0000 0002, my name is [NAME]';
    const items = [{ kind: 'image' }];
    expect(await redact({ type: 'attachments', items, text: words })).toEqual({
      type: 'attachments',
      items,
      text: expected,
    });
    expect(await redact({ type: 'choice', text: words, payload: 'p' })).toMatchObject({
      type: 'choice',
      text: expected,
    });
  });

  it.each<[string, Content]>([
    ['attachments without a text', { type: 'attachments', items: [{ kind: 'image' }] }],
    ['what cannot be carried', { type: 'unsupported', kind: 'reaction' }],
  ])('asks nobody about %s', async (_, content) => {
    const { redact, asked } = deployedWith('ALL', { Entities: [card] });
    expect(await redact(content)).toEqual(content);
    expect(asked()).toEqual([]);
  });

  it('lets nothing through that could not be checked', async () => {
    const error = awsError('InternalServerException', 500);
    const { redact } = deployedWith('ALL', error);
    await expect(redact(text(words))).rejects.toBe(error);
  });
});
