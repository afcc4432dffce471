import type { AgentEvent } from '../../../domain/agent-event';
import { UnsupportedContent } from '../../../domain/errors';
import { outgoingMessage } from '../../../domain/outgoing';
import { fixtureText } from '../../support/fixture';

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

function streamed(overrides: Partial<AgentEvent>): AgentEvent {
  return {
    id: 'item-1',
    initialContactId: 'contact-1',
    contactId: 'contact-1',
    type: 'MESSAGE',
    contentType: 'text/plain',
    content: 'Good morning',
    absoluteTime: '2026-11-20T10:00:00.123Z',
    receivedAt: '2026-11-20T10:00:01.000Z',
    ...overrides,
  };
}

const interactive = (content: string) =>
  outgoingMessage(streamed({ contentType: INTERACTIVE, content }));

const NO_TEMPLATE = new UnsupportedContent(
  'This interactive template cannot be sent to the customer.',
);

describe('what the customer is to read', () => {
  it.each(['text/plain', 'text/markdown'])(
    'is the text as the agent wrote it: %s',
    (contentType) => {
      expect(outgoingMessage(streamed({ contentType, content: '**Hi** <b>\n' }))).toEqual({
        text: '**Hi** <b>\n',
        choices: [],
      });
    },
  );

  it.each([
    [
      'ListPicker',
      'list-picker',
      'Which order is it?\nTap one',
      ['The blue lamp', 'The reading chair, oak, with armrests'],
    ],
    [
      'TimePicker',
      'time-picker',
      'When shall we call?\nWe need ten minutes',
      ['2026-11-24T09:00+00:00', '2026-11-24T13:30+00:00'],
    ],
    ['Panel, its subtitle empty', 'panel', 'How can we help?', ['Returns', 'Repairs']],
    ['QuickReply', 'quick-reply', 'Did that help?', ['Yes', 'No']],
  ])('is the question and its answers: %s', (_, name, text, choices) => {
    expect(interactive(fixtureText(`connect/${name}`))).toEqual({ text, choices });
  });
});

describe('content that no channel can carry', () => {
  it.each([
    ['a carousel', fixtureText('connect/carousel')],
    ['a form, though it has a title', fixtureText('connect/form')],
    ['no template', '{"title":"Hello"}'],
    [
      'a template without a title',
      '{"templateType":"Panel","version":"1.0","data":{"content":{}}}',
    ],
    ['no JSON', 'Which one?'],
    ['nothing but null', 'null'],
  ])('is an interactive message with %s', (_, content) => {
    expect(() => interactive(content)).toThrow(NO_TEMPLATE);
  });

  it.each([
    [
      'an attachment',
      { type: 'ATTACHMENT', contentType: undefined, content: undefined },
      'ATTACHMENT (no content type)',
    ],
    ['JSON', { contentType: 'application/json', content: '{}' }, 'MESSAGE (application/json)'],
    [
      'an event',
      { type: 'EVENT', contentType: 'x.typing', content: undefined },
      'EVENT (x.typing)',
    ],
    ['an event with text', { type: 'EVENT' }, 'EVENT (text/plain)'],
    ['a message without content', { content: undefined }, 'MESSAGE (text/plain)'],
    ['a message with empty content', { content: '' }, 'MESSAGE (text/plain)'],
    [
      'an answer to a template',
      { contentType: `${INTERACTIVE}.response`, content: '{}' },
      `MESSAGE (${INTERACTIVE}.response)`,
    ],
  ])('is %s, and its kind is named', (_, overrides, kind) => {
    expect(() => outgoingMessage(streamed(overrides))).toThrow(
      new UnsupportedContent(`Items of type ${kind} cannot be sent to the customer.`),
    );
  });
});
