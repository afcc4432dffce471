import {
  agentEventHash,
  agentEventSchema,
  contactGroup,
  parseAgentEvent,
} from '../../../domain/agent-event';
import { fixturesIn } from '../../support/fixture';
import { agentEvent, streamedItem } from '../../support/streaming';

const INITIAL = 'b2f6c9d4-5a1e-4c07-9d83-6e0f1a7b3c55';
const TRANSFERRED = 'd90a7b12-33c4-4f5e-8b21-70c9e4a6f188';
const EVENT = 'application/vnd.amazonaws.connect.event';
const MESSAGE = 'application/vnd.amazonaws.connect.message';
const receivedAt = '2026-11-18T08:15:20.900Z';

function parse(kind: string, itemChanges: object = {}, attributeChanges: object = {}) {
  const { item, attributes } = streamedItem(kind);
  const message = JSON.stringify({ ...item, ...itemChanges });
  return parseAgentEvent(message, { ...attributes, ...attributeChanges }, receivedAt);
}

describe('parseAgentEvent', () => {
  it('takes over what the router and the senders need', () => {
    expect(parse('agent-text')).toEqual({
      id: '47c4c505-4319-4029-a44e-19a7febc9967',
      initialContactId: INITIAL,
      contactId: INITIAL,
      type: 'MESSAGE',
      contentType: 'text/plain',
      content: 'Good morning, I am looking it up 📦',
      participantRole: 'AGENT',
      visibility: 'ALL',
      absoluteTime: '2026-11-18T08:15:20.415Z',
      displayName: 'Priya',
      receivedAt,
    });
  });

  it.each([
    ['customer-echo', 'MESSAGE', 'text/plain', 'CUSTOMER', 'ALL'],
    ['interactive-response', 'MESSAGE', `${MESSAGE}.interactive.response`, 'CUSTOMER', 'ALL'],
    ['system-text', 'MESSAGE', 'text/plain', 'SYSTEM', 'ALL'],
    ['system-text-for-customer', 'MESSAGE', 'text/plain', 'SYSTEM', 'CUSTOMER'],
    ['bot-text', 'MESSAGE', 'text/plain', 'SYSTEM', 'ALL'],
    ['custom-bot-text', 'MESSAGE', 'text/plain', 'CUSTOM_BOT', 'ALL'],
    ['interactive-quick-reply', 'MESSAGE', `${MESSAGE}.interactive`, 'SYSTEM', 'ALL'],
    ['agent-markdown', 'MESSAGE', 'text/markdown', 'AGENT', 'ALL'],
    ['agent-json', 'MESSAGE', 'application/json', 'AGENT', 'ALL'],
    ['supervisor-whisper', 'MESSAGE', 'text/plain', 'SUPERVISOR', 'AGENT'],
    ['agent-joined', 'EVENT', `${EVENT}.participant.joined`, 'AGENT', 'ALL'],
    ['agent-left', 'EVENT', `${EVENT}.participant.left`, 'AGENT', 'ALL'],
    ['agent-typing', 'EVENT', `${EVENT}.typing`, 'AGENT', 'ALL'],
    ['transfer-succeeded', 'EVENT', `${EVENT}.transfer.succeeded`, 'AGENT', 'ALL'],
    ['transfer-failed', 'EVENT', `${EVENT}.transfer.failed`, 'AGENT', 'AGENT'],
    ['receipt-delivered', 'EVENT', `${EVENT}.message.delivered`, undefined, 'ALL'],
    ['receipt-read', 'EVENT', `${EVENT}.message.read`, undefined, 'ALL'],
    ['attachment-approved', 'ATTACHMENT', undefined, 'AGENT', 'ALL'],
    ['chat-ended', 'EVENT', `${EVENT}.chat.ended`, undefined, undefined],
  ])('reads %s: who, what and for whom', (kind, type, contentType, participantRole, visibility) => {
    const event = parse(kind);
    expect([event.type, event.contentType, event.participantRole, event.visibility]).toEqual([
      type,
      contentType,
      participantRole,
      visibility,
    ]);
  });

  it.each(fixturesIn('streaming').map((name) => name.replace('streaming/', '')))(
    'makes of %s what the queue may carry and reads it back unchanged',
    (kind) => {
      const event = parse(kind);
      expect(agentEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    },
  );

  it('keeps the first contact of a chat after a transfer', () => {
    const { initialContactId, contactId } = parse('agent-text-after-transfer');
    expect([initialContactId, contactId]).toEqual([INITIAL, TRANSFERRED]);
  });

  it.each([
    ['attachment-approved', 'APPROVED'],
    ['attachment-in-progress', 'IN_PROGRESS'],
  ])('names the files of %s and their state', (kind, status) => {
    expect(parse(kind).attachments).toEqual([{ name: 'delivery-note.pdf', status }]);
  });
});

describe('parseAgentEvent, where the item lacks something', () => {
  it.each([
    ['InitialContactId', 'initialContactId', INITIAL],
    ['ContactId', 'contactId', INITIAL],
    ['ContentType', 'contentType', 'text/plain'],
    ['ParticipantRole', 'participantRole', 'AGENT'],
  ] as const)('takes %s from the attributes where the body lacks it', (name, field, value) => {
    expect(parse('agent-text', { [name]: undefined })[field]).toBe(value);
  });

  it('takes null for what is absent', () => {
    const lacking = { ContentType: null, ParticipantRole: null, ContactId: null, Content: null };
    const nulls = { ...lacking, DisplayName: null, Attachments: null, InitialContactId: null };
    const absent = Object.fromEntries(Object.keys(nulls).map((name) => [name, undefined]));
    const event = parse('attachment-approved', nulls);
    expect(event).toEqual(parse('attachment-approved', absent));
    expect(Object.values(event)).not.toContain(null);
  });

  it('takes null for what an attachment lacks', () => {
    const Attachments = [{ AttachmentName: null, Status: null }];
    expect(parse('attachment-approved', { Attachments }).attachments).toEqual([{}]);
  });

  it.each([
    '2026-11-18T08:15:20.415Z',
    '2026-11-18T10:15:20+02:00',
    '2026-11-18T03:15:20.415-05:00',
  ])('takes an instant with or without an offset: %s', (AbsoluteTime) => {
    const event = parse('agent-text', { AbsoluteTime });
    expect(agentEventSchema.parse(event).absoluteTime).toBe(AbsoluteTime);
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

describe('contactGroup', () => {
  it('is the same for the whole chat, before and after a transfer', () => {
    const group = contactGroup(agentEvent('agent-text'));
    expect(group).toMatch(/^[0-9a-f]{64}$/);
    expect(contactGroup(agentEvent('agent-text-after-transfer'))).toBe(group);
  });

  it('is another for another chat, and never longer than SQS takes', () => {
    const other = contactGroup({ initialContactId: 'c'.repeat(256) });
    expect(other).toMatch(/^[0-9a-f]{64}$/);
    expect(other).not.toBe(contactGroup(agentEvent()));
  });
});

describe('agentEventHash', () => {
  it('recognises the duplicate of an item', () => {
    const hash = agentEventHash(agentEvent('agent-text'));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      agentEventHash(agentEvent('agent-text', { receivedAt: '2026-11-18T09:00:00.000Z' })),
    ).toBe(hash);
  });

  it.each([
    ['item', { id: 'another' }],
    ['chat', { initialContactId: 'another' }],
  ])('tells items of another %s apart', (_, other) => {
    expect(agentEventHash(agentEvent('agent-text', other))).not.toBe(agentEventHash(agentEvent()));
  });
});
