import { act, get, mention, tell } from './api';
import { faultsChanged } from './apply';
import type { Choice } from './customers';
import { loadTranscript } from './transcript';
import type { Customer, FaultSettings, Faults } from './types';
import * as view from './view';
import { faults } from './world';

const SMS_NUMBER = '+12125550101';

/** A customer writes. */
export function write({ channel, id }: Customer, text: string): Promise<boolean> {
  if (channel === 'facebook') return act('POST', '/sandbox/messenger', { from: id, text });
  return act('POST', '/sandbox/sms', {
    originationNumber: id,
    destinationNumber: SMS_NUMBER,
    messageKeyword: 'KEYWORD_123456789012',
    messageBody: text,
    inboundMessageId: crypto.randomUUID(),
    previousPublishedMessageId: '',
  });
}

/** Several messages in one go, as impatient people write; none after one that is refused. */
export async function burst(customer: Customer, count = 5): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    if (!(await write(customer, `Message ${n} of ${count}`))) return;
  }
}

export function attach({ id }: Customer, type: 'image' | 'file'): Promise<boolean> {
  const url = `https://example.com/${type === 'image' ? 'photo.jpg' : 'invoice.pdf'}`;
  return act('POST', '/sandbox/messenger', { from: id, attachment: { type, url } });
}

export function tap(customer: Customer, { title, payload }: Choice): Promise<boolean> {
  const quickReply = { title, payload };
  return act('POST', '/sandbox/messenger', { from: customer.id, quickReply });
}

const chat = (contactId: string) => `/sandbox/contacts/${encodeURIComponent(contactId)}`;

export function openChat(contactId: string): void {
  view.contactId.value = contactId;
  loadTranscript(contactId).catch(tell);
}

export function accept(contactId: string): Promise<boolean> {
  openChat(contactId);
  return agentDoes(contactId, 'joined');
}

export function agentDoes(
  contactId: string,
  type: 'joined' | 'left' | 'transfer',
): Promise<boolean> {
  return act('POST', `${chat(contactId)}/events`, { type });
}

export function agentTypes(contactId: string): void {
  mention(`${chat(contactId)}/events`, { type: 'typing' });
}

export function agentSays(contactId: string, content: string): Promise<boolean> {
  return act('POST', `${chat(contactId)}/messages`, { content });
}

/** The contact flow asks with choices (Amazon Connect administrator guide, "Add interactive messages"). */
export function offerChoices(contactId: string): Promise<boolean> {
  const elements = ['Yes, thank you', 'No, not yet'].map((title) => ({ title }));
  const content = { title: 'Did that help?', elements };
  const data = { replyMessage: { title: 'Noted, thank you' }, content };
  return act('POST', `${chat(contactId)}/messages`, {
    content: JSON.stringify({ templateType: 'QuickReply', version: '1.0', data }),
    contentType: 'application/vnd.amazonaws.connect.message.interactive',
    participantRole: 'SYSTEM',
  });
}

export function endChat(contactId: string): Promise<boolean> {
  return act('POST', `${chat(contactId)}/end`);
}

export type FaultChange = (current: FaultSettings) => Partial<FaultSettings>;

let turned = Promise.resolve();

/**
 * Changes some of the faults, one change after the other: each builds on those before it, and on
 * what calls have used up meanwhile. Rules that are used up go.
 */
export function setFaults(change: FaultChange): Promise<void> {
  turned = turned.then(() => turn(change)).catch(refuse);
  return turned;
}

async function turn(change: FaultChange): Promise<void> {
  const current = await get<Faults>('/sandbox/faults');
  const next = { ...current, ...change(current) };
  const { quotas, deliveries, contactFlow } = next;
  const rules = next.rules.filter(({ times }) => times !== 0);
  faults.value = { ...next, rules };
  const settings: FaultSettings = { rules, quotas, deliveries, contactFlow };
  if (!(await act('PUT', '/sandbox/faults', settings))) faultsChanged();
}

/** A switch shows what is, not what was wished. */
function refuse(error: Error): void {
  tell(error);
  faults.value = { ...faults.value };
}

const failure = (id: string) => `/sandbox/failures/${encodeURIComponent(id)}`;

/** @param force sends again what may have been sent already */
export function replay(id: string, force: boolean): Promise<boolean> {
  return act('POST', `${failure(id)}/replay`, force ? { force } : {});
}

export function discard(id: string): Promise<boolean> {
  return act('POST', `${failure(id)}/discard`);
}

export function advance(advanceSeconds: number): Promise<boolean> {
  return act('POST', '/sandbox/clock', { advanceSeconds });
}

export async function reset(): Promise<void> {
  if (await act('POST', '/sandbox/reset')) view.isGuideClosed.value = false;
}

/** Shows an execution, and stays with it. */
export function inspect(name: string, machine: view.MachineName): void {
  view.follow.value = false;
  view.executionName.value = name;
  view.machine.value = machine;
  view.inspected.value = '';
}
