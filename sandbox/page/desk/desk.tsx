import { useSignal } from '@preact/signals';
import { Earlier } from '../parts/earlier';
import { endedChats, openChats } from '../store/desk';
import type { ContactSummary } from '../store/types';
import { contactId } from '../store/view';
import { contacts } from '../store/world';
import { Chat } from './chat';
import { ChatRow } from './chat-row';

const PAGE = 50;

/** The agent's desk: who waits, who is attended, and the chat that was opened. */
export function Desk() {
  const open = openChats.value;
  const chosen = contacts.value.get(contactId.value ?? '');
  return (
    <section class="column desk" aria-labelledby="desk-title">
      <header>
        <h2 id="desk-title">Agent’s desk</h2>
        <span class="count">{waiting(open)}</span>
      </header>
      {open.length > 0 && <Rows label="Open chats" chats={open} />}
      <Ended chats={endedChats.value} />
      {chosen ? (
        <Chat key={chosen.contactId} chat={chosen} />
      ) : (
        <Empty isIdle={contacts.value.size === 0} />
      )}
    </section>
  );
}

function waiting(open: ContactSummary[]): string {
  const count = open.filter(({ status }) => status === 'QUEUED').length;
  if (count === 0) return 'nobody waits';
  return count === 1 ? '1 waits' : `${count} wait`;
}

function Ended({ chats }: { chats: ContactSummary[] }) {
  const count = useSignal(PAGE);
  if (chats.length === 0) return null;
  return (
    <details class="ended">
      <summary>Ended ({chats.length})</summary>
      <Rows label="Ended chats" chats={chats.slice(0, count.value)} />
      <Earlier total={chats.length} count={count} step={PAGE} next=".ended summary" />
    </details>
  );
}

function Rows({ label, chats }: { label: string; chats: ContactSummary[] }) {
  return (
    <ul class="people" aria-label={label}>
      {chats.map((chat) => (
        <ChatRow key={chat.contactId} chat={chat} isChosen={chat.contactId === contactId.value} />
      ))}
    </ul>
  );
}

function Empty({ isIdle }: { isIdle: boolean }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path d="M8 26v-4a16 16 0 0 1 32 0v4M8 24h6v12H8zM34 24h6v12h-6zM37 36c0 5-5 6-11 6" />
      </svg>
      <p>
        {isIdle
          ? 'When a customer writes, the chat rings here.'
          : 'Accept a chat, or choose one to read it.'}
      </p>
    </div>
  );
}
