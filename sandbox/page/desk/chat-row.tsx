import { Channel } from '../parts/channel';
import { openChat } from '../store/actions';
import { isUnread, lastText } from '../store/desk';
import type { ContactSummary } from '../store/types';
import { AcceptButton } from './accept-button';

export interface ChatRowProps {
  chat: ContactSummary;
  isChosen: boolean;
}

const STATUS: Record<ContactSummary['status'], string> = {
  STARTED: 'is being connected',
  QUEUED: 'waits for an agent',
  WITH_AGENT: 'with you',
  ENDED: 'ended',
};

export function ChatRow({ chat, isChosen }: ChatRowProps) {
  const { contactId, status, vendorId, displayName } = chat;
  const name = vendorId ?? displayName;
  return (
    <li class={status}>
      <button type="button" aria-pressed={isChosen} onClick={() => openChat(contactId)}>
        <span class="who">{name}</span>
        <Channel channel={chat.channel} />
        <span class="last">{STATUS[status]}</span>
        {status !== 'ENDED' && <Said chat={chat} />}
      </button>
      {status === 'QUEUED' && (
        <AcceptButton contactId={contactId} class="primary" label={`Accept the chat with ${name}`}>
          Accept
        </AcceptButton>
      )}
    </li>
  );
}

function Said({ chat }: { chat: ContactSummary }) {
  return (
    <span class="said">
      {isUnread(chat) && <span class="unread" role="img" aria-label="unread" />}
      <span class="last" dir="auto">
        {lastText(chat)}
      </span>
    </span>
  );
}
