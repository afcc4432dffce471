import {
  chatText,
  conversationId,
  inboundMessageSchema,
  messageHash,
} from '../../../domain/message';
import { customer, inboundMessage } from '../../support/customers';

describe('inboundMessageSchema', () => {
  it.each([
    ['a text', { type: 'text', text: 'Hello' }],
    ['a tap', { type: 'choice', text: 'Yes', payload: 'choice:Yes' }],
    ['a tap without a payload', { type: 'choice', text: 'Yes' }],
    [
      'attachments',
      { type: 'attachments', items: [{ kind: 'image', url: 'https://a.example/1' }] },
    ],
    ['an attachment without a link', { type: 'attachments', items: [{ kind: 'sticker' }] }],
    ['something that cannot be carried', { type: 'unsupported', kind: 'reaction' }],
  ])('accepts %s', (_, content) => {
    const message = { ...inboundMessage(), content };
    expect(inboundMessageSchema.parse(message)).toEqual(message);
  });

  it.each([
    ['an E.164 number', '+15550100123'],
    ['a short code', '90210'],
    ['a page-scoped id', '7301846529018273'],
    ['a WhatsApp id with its kind', 'user_7.a-b'],
    ['64 characters', 'a'.repeat(64)],
  ])('accepts %s as a vendor id', (_, vendorId) => {
    expect(inboundMessageSchema.parse(inboundMessage({ vendorId })).vendorId).toBe(vendorId);
  });

  it.each([
    ['vendorId', 'a separator of keys', '1#2'],
    ['vendorId', 'nothing', ''],
    ['vendorId', '65 characters', 'a'.repeat(65)],
    ['vendorId', 'a line break', '123\n'],
    ['vendorId', 'a blank', '1 2'],
    ['businessId', 'a separator of keys', 'page#session'],
    ['channel', 'upper case', 'SMS'],
    ['channel', 'a separator of keys', 'sms#x'],
    ['id', 'nothing', ''],
    ['displayName', 'nothing', ''],
    ['displayName', 'more than Connect takes', 'a'.repeat(257)],
    ['sentAt', 'no instant', 'yesterday'],
    ['content', 'an empty text', { type: 'text', text: '' }],
    ['content', 'no attachment at all', { type: 'attachments', items: [] }],
    ['content', 'a kind that nobody knows', { type: 'poem', text: 'x' }],
  ])('refuses a %s of %s', (field, _, value) => {
    const result = inboundMessageSchema.safeParse({ ...inboundMessage(), [field]: value });
    expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});

describe('messageHash', () => {
  const id = 'm_'.padEnd(164, 'x');

  it('is 64 hex digits, however long the id of the provider', () => {
    expect(messageHash({ ...customer, id })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('stands for the same message at each delivery', () => {
    const later = inboundMessage({ receivedAt: '2026-11-18T09:00:00.000Z' });
    expect(messageHash(later)).toBe(messageHash(inboundMessage()));
  });

  it.each([
    ['id', { id: 'm_another' }],
    ['channel', { channel: 'instagram' }],
    ['business', { businessId: '999' }],
  ])('tells messages of another %s apart', (_, other) => {
    expect(messageHash(inboundMessage(other))).not.toBe(messageHash(inboundMessage()));
  });
});

describe('conversationId', () => {
  it('is 64 hex digits, so that no id can break the format of a message group', () => {
    expect(conversationId(customer)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['channel', { channel: 'sms' }],
    ['business', { businessId: '999' }],
    ['customer', { vendorId: '999' }],
  ])('tells conversations of another %s apart', (_, other) => {
    expect(conversationId({ ...customer, ...other })).not.toBe(conversationId(customer));
  });
});

describe('chatText', () => {
  const items = [{ kind: 'image', url: 'https://a.example/1' }, { kind: 'sticker' }];
  const lines = 'Attachment (image): https://a.example/1\nAttachment (sticker), without a link';

  it.each([
    ['a text as it is', { type: 'text' as const, text: ' Hi\nthere ' }, ' Hi\nthere '],
    ['what was tapped', { type: 'choice' as const, text: 'Yes', payload: 'p' }, 'Yes'],
    ['a line for each attachment', { type: 'attachments' as const, items }, lines],
    [
      'the text before the attachments',
      { type: 'attachments' as const, items, text: 'Look' },
      `Look\n${lines}`,
    ],
    [
      'what it was that cannot be shown',
      { type: 'unsupported' as const, kind: 'reaction' },
      '(The customer sent something that cannot be shown here: reaction)',
    ],
  ])('shows the agent %s', (_, content, expected) => {
    expect(chatText(content)).toBe(expected);
  });
});
