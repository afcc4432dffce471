import { accept, openChat } from '../store/actions';
import type { ContactSummary } from '../store/types';
import { contactId } from '../store/view';
import { contacts } from '../store/world';
import { Chat } from './chat';
import { ChatRow } from './chat-row';

const KEPT_ENDED = 50;

/** The agent's desk: who waits, who is attended, and the chat that was opened. */
export function Desk() {
  const all = [...contacts.value.values()].reverse();
  const open = all.filter(({ status }) => status !== 'ENDED');
  const ended = all.filter(({ status }) => status === 'ENDED');
  const chosen = contacts.value.get(contactId.value ?? '');
  return (
    <section class="column desk" aria-labelledby="desk-title">
      <header>
        <h2 id="desk-title">Agent’s desk</h2>
        <span class="count">{waiting(open)}</span>
      </header>
      {open.length > 0 && <Rows label="Open chats" chats={open} />}
      {ended.length > 0 && (
        <details class="ended">
          <summary>Ended ({ended.length})</summary>
          <Rows label="Ended chats" chats={ended.slice(0, KEPT_ENDED)} />
        </details>
      )}
      {chosen ? <Chat key={chosen.contactId} chat={chosen} /> : <Empty isIdle={all.length === 0} />}
    </section>
  );
}

function waiting(open: ContactSummary[]): string {
  const count = open.filter(({ status }) => status === 'QUEUED').length;
  if (count === 0) return 'nobody waits';
  return count === 1 ? '1 waits' : `${count} wait`;
}

function Rows({ label, chats }: { label: string; chats: ContactSummary[] }) {
  return (
    <ul class="people" aria-label={label}>
      {chats.map((chat) => (
        <ChatRow
          key={chat.contactId}
          chat={chat}
          isChosen={chat.contactId === contactId.value}
          open={openChat}
          accept={accept}
        />
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
