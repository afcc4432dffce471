import * as fc from 'fast-check';
import { parse as parseMessenger } from '../../channels/facebook/parse';
import { isSignature } from '../../channels/facebook/verify';
import { parse as parseSms } from '../../channels/sms/parse';
import { parseAgentEvent } from '../../domain/agent-event';
import { outgoingMessage } from '../../domain/outgoing';
import { readers } from '../../tasks/dispatchable';
import { parseNotification } from '../../tasks/receive-batch';
import { unreadableCause } from '../../tasks/unreadable';
import { fixture } from '../support/fixture';

const NOW = '2026-11-20T10:00:00.000Z';
/** Stands wherever a provider's payload has words of people, so that it would show in an error. */
const WORDS = 'what-a-customer-wrote';

/** Any JSON, at times with the keys that a reader looks for and, as values, the words that it must not repeat. */
function json(keys: string[]): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constant(WORDS),
      fc.constantFrom(null, true, 0, -1, 1e21, '', '__proto__', '#', '\u0000', '[]'),
      fc.string(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('__proto__', 'constructor', ...keys), tie('value'), {
        maxKeys: 5,
      }),
    ),
  }));
  return value;
}

/** A real payload in which one value, wherever it stands, is another. */
function altered(payload: unknown, keys: string[]): fc.Arbitrary<unknown> {
  const paths = [...pathsOf(payload)];
  return fc
    .tuple(fc.constantFrom(...paths), json(keys))
    .map(([path, value]) => replaced(payload, path, value));
}

function* pathsOf(value: unknown, path: string[] = []): Generator<string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pathsOf(child, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

interface Parser {
  name: string;
  /** A payload of the provider, as JSON. */
  sample: unknown;
  read(payload: unknown): unknown;
  /** The errors that whoever calls it expects. */
  errors: string[];
  /** What reaches logs or the ledger's cause; the message unless said otherwise. */
  shown?(error: Error): string;
}

const SMS = { originationNumber: '+14255550182', destinationNumber: '+12065550143' };
const STREAMED = JSON.parse(fixture<{ Message: string }>('streaming/agent-text').Message);
const event = parseAgentEvent(JSON.stringify(STREAMED), {}, NOW);
const [said] = parseMessenger(fixture('facebook/text'), NOW);
const message = said?.type === 'message' ? said.message : undefined;

const parsers: Parser[] = [
  ...['text', 'several-attachments', 'postback', 'quick-reply', 'edit', 'standby'].map((name) => ({
    name: `Messenger webhook (${name})`,
    sample: fixture(`facebook/${name}`),
    read: (payload: unknown) => parseMessenger(payload, NOW),
    errors: ['InvalidPayload', 'NotServed'],
  })),
  {
    name: 'two-way SMS',
    sample: { ...SMS, messageBody: 'hello', inboundMessageId: 'id-1', messageKeyword: null },
    read: (payload) => parseSms(JSON.stringify(payload), NOW, NOW),
    errors: ['InvalidPayload'],
  },
  {
    name: 'SNS notification',
    sample: fixture('streaming/agent-text'),
    read: (payload) => parseNotification(JSON.stringify(payload)),
    errors: ['ZodError'],
    shown: unreadableCause,
  },
  {
    name: 'streamed item',
    sample: STREAMED,
    read: (payload) => parseAgentEvent(JSON.stringify(payload), {}, NOW),
    errors: ['ZodError'],
    shown: unreadableCause,
  },
  {
    name: 'inbound queue message',
    sample: message,
    read: (payload) => readers.inbound(JSON.stringify(payload)),
    errors: ['ZodError'],
    shown: unreadableCause,
  },
  {
    name: 'outbound queue message',
    sample: event,
    read: (payload) => readers.outbound(JSON.stringify(payload)),
    errors: ['ZodError'],
    shown: unreadableCause,
  },
  {
    name: 'interactive message',
    sample: fixture('connect/quick-reply'),
    read: (payload) =>
      outgoingMessage({
        ...event,
        contentType: 'application/vnd.amazonaws.connect.message.interactive',
        content: JSON.stringify(payload),
      }),
    errors: ['UnsupportedContent'],
  },
];

/** The same payloads in every run; jest prints the seed and the payload of a failure. */
const run = { seed: 20_261_121, numRuns: 150 };

describe('whatever arrives', () => {
  describe.each(parsers)(
    'as $name',
    ({ sample, read, errors, shown = ({ message }) => message }) => {
      const keys = [...new Set([...pathsOf(sample)].flat())];

      it('is read, or refused by a named error that repeats nothing of it', () => {
        const payload = fc.oneof(altered(sample, keys), json(keys));
        fc.assert(
          fc.property(payload, (value) => {
            const error = errorOf(() => read(value));
            if (!error) return;
            expect(errors).toContain(error.name);
            expect(shown(error)).not.toContain(WORDS);
          }),
          run,
        );
      });
    },
  );

  it.each([
    ['two-way SMS', (text: string) => parseSms(text, NOW, NOW), ['InvalidPayload']],
    ['SNS notification', parseNotification, ['SyntaxError', 'ZodError']],
    [
      'streamed item',
      (text: string) => parseAgentEvent(text, {}, NOW),
      ['SyntaxError', 'ZodError'],
    ],
    ['inbound queue message', readers.inbound, ['SyntaxError', 'ZodError']],
    ['outbound queue message', readers.outbound, ['SyntaxError', 'ZodError']],
  ] as [string, (text: string) => unknown, string[]][])(
    'as text in place of JSON, for a %s',
    (_, read, errors) => {
      fc.assert(
        fc.property(fc.string(), (start) => {
          const error = errorOf(() => read(`${start}${WORDS}`));
          expect(errors).toContain(error?.name);
          expect(unreadableCause(error as Error)).not.toContain(WORDS);
        }),
        run,
      );
    },
  );

  it('as a signature, is compared and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (header, body) => {
        expect(isSignature(header, Buffer.from(body), 'secret')).toBe(false);
        expect(isSignature(`sha256=${header}`, Buffer.from(body), 'secret')).toBe(false);
      }),
      run,
    );
  });
});

function errorOf(work: () => unknown): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
