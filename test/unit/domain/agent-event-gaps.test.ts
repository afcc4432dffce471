import { parseAgentEvent } from '../../../domain/agent-event';
import { streamedItem } from '../../support/streaming';

const INITIAL = 'b2f6c9d4-5a1e-4c07-9d83-6e0f1a7b3c55';
const receivedAt = '2026-11-18T08:15:20.900Z';

function parse(kind: string, itemChanges: object = {}, attributeChanges: object = {}) {
  const { item, attributes } = streamedItem(kind);
  const message = JSON.stringify({ ...item, ...itemChanges });
  return parseAgentEvent(message, { ...attributes, ...attributeChanges }, receivedAt);
}

describe('parseAgentEvent, where the item lacks something', () => {
  it.each([
    ['InitialContactId', 'initialContactId', INITIAL],
    ['ContactId', 'contactId', INITIAL],
    ['ContentType', 'contentType', 'text/plain'],
    ['ParticipantRole', 'participantRole', 'AGENT'],
  ] as const)('takes %s from the attributes where the body lacks it', (name, field, value) => {
    expect(parse('agent-text', { [name]: undefined })[field]).toBe(value);
  });

  it('believes the body rather than the attributes', () => {
    expect(parse('agent-text', {}, { ParticipantRole: 'CUSTOMER' }).participantRole).toBe('AGENT');
  });

  it('never takes the visibility from the body, where a participant could have put it', () => {
    const forged = { MessageVisibility: 'ALL', Visibility: 'ALL', visibility: 'ALL' };
    expect(parse('supervisor-whisper', forged).visibility).toBe('AGENT');
  });

  it('takes the first contact for the current one where none is named', () => {
    const { item } = streamedItem('agent-text');
    const message = JSON.stringify({ ...item, ContactId: undefined });
    expect(parseAgentEvent(message, {}, receivedAt).contactId).toBe(INITIAL);
  });

  it.each([
    ['no id', { Id: undefined }],
    ['an empty id', { Id: '' }],
    ['no type', { Type: undefined }],
    ['no instant', { AbsoluteTime: undefined }],
    ['an instant that is none', { AbsoluteTime: 'a moment ago' }],
    ['a first contact longer than Connect gives', { InitialContactId: 'c'.repeat(257) }],
  ])('refuses an item with %s', (_, changes) => {
    expect(() => parse('agent-text', changes)).toThrow(
      expect.objectContaining({ name: 'ZodError' }),
    );
  });

  it('refuses an item that belongs to no chat', () => {
    const { item } = streamedItem('agent-text');
    const message = JSON.stringify({ ...item, InitialContactId: undefined });
    expect(() => parseAgentEvent(message, {}, receivedAt)).toThrow('initialContactId');
  });

  it('refuses what is not JSON', () => {
    expect(() => parseAgentEvent('Hello', {}, receivedAt)).toThrow(SyntaxError);
  });
});
