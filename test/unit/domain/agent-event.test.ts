import { agentEventSchema, parseAgentEvent } from '../../../domain/agent-event';
import { fixturesIn } from '../../support/fixture';
import { streamedItem } from '../../support/streaming';

const INITIAL = 'b2f6c9d4-5a1e-4c07-9d83-6e0f1a7b3c55';
const TRANSFERRED = 'd90a7b12-33c4-4f5e-8b21-70c9e4a6f188';
const EVENT = 'application/vnd.amazonaws.connect.event';
const MESSAGE = 'application/vnd.amazonaws.connect.message';
const receivedAt = '2026-11-18T08:15:20.900Z';

function parse(kind: string) {
  const { item, attributes } = streamedItem(kind);
  return parseAgentEvent(JSON.stringify(item), attributes, receivedAt);
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
