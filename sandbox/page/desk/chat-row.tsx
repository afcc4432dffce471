import { Channel } from '../parts/channel';
import type { ContactSummary } from '../store/types';

export interface ChatRowProps {
  chat: ContactSummary;
  isChosen: boolean;
  open(contactId: string): void;
  accept(contactId: string): void;
}

const STATUS: Record<ContactSummary['status'], string> = {
  STARTED: 'is being connected',
  QUEUED: 'waits for an agent',
  WITH_AGENT: 'with you',
  ENDED: 'ended',
};

export function ChatRow({ chat, isChosen, open, accept }: ChatRowProps) {
  const { contactId, status, vendorId, displayName } = chat;
  const name = vendorId ?? displayName;
  return (
    <li class={status}>
      <button type="button" aria-pressed={isChosen} onClick={() => open(contactId)}>
        <span class="who">{name}</span>
        <Channel channel={chat.channel} />
        <span class="last">{STATUS[status]}</span>
      </button>
      {status === 'QUEUED' && (
        <button
          type="button"
          class="primary"
          aria-label={`Accept the chat with ${name}`}
          onClick={() => accept(contactId)}
        >
          Accept
        </button>
      )}
    </li>
  );
}
