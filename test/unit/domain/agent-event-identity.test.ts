import { agentEventHash, contactGroup } from '../../../domain/agent-event';
import { agentEvent } from '../../support/streaming';

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
