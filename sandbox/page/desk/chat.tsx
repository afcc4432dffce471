import { useEffect, useRef } from 'preact/hooks';
import { Composer } from '../parts/composer';
import { Conversation } from '../parts/conversation';
import { accept, agentDoes, agentSays, endChat, offerChoices } from '../store/actions';
import { tell } from '../store/api';
import { eventSentence, loadTranscript } from '../store/transcript';
import type { ContactSummary, TranscriptItem } from '../store/types';
import { transcripts } from '../store/world';
import { Item } from './item';

const NONE: TranscriptItem[] = [];
/** Connect's own clients tell of typing no more often. */
const TYPING_EVERY_MS = 5_000;

/** One chat, as the agent reads and answers it. */
export function Chat({ chat }: { chat: ContactSummary }) {
  const { contactId, status } = chat;
  const transcript = transcripts.value.get(contactId);
  useEffect(() => {
    if (!transcript) loadTranscript(contactId).catch(tell);
  }, [contactId, transcript]);
  const shown = (transcript ?? NONE).filter(
    (item) => item.type !== 'EVENT' || eventSentence(item) !== undefined,
  );
  return (
    <article class="chat" aria-label={`Chat with ${chat.vendorId ?? chat.displayName}`}>
      <Conversation
        label="Transcript"
        items={shown}
        render={(item) => <Item key={item.id} item={item} />}
      />
      {status === 'QUEUED' && (
        <button type="button" class="primary wide" onClick={() => accept(contactId)}>
          Accept this chat
        </button>
      )}
      {status === 'WITH_AGENT' && <Answer contactId={contactId} />}
      {status === 'ENDED' && (
        <p class="over">This chat is over. The next message opens a new one.</p>
      )}
    </article>
  );
}

function Answer({ contactId }: { contactId: string }) {
  const typedAt = useRef(0);
  const typed = () => {
    if (Date.now() - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = Date.now();
    void agentDoes(contactId, 'typing');
  };
  return (
    <>
      <Composer
        label="Answer"
        placeholder="Answer as the agent"
        send={(text) => agentSays(contactId, text)}
        typed={typed}
      />
      <div class="more">
        <button type="button" aria-label="Offer choices" onClick={() => offerChoices(contactId)}>
          Choices
        </button>
        <button type="button" onClick={() => agentDoes(contactId, 'transfer')}>
          Transfer
        </button>
        <button type="button" onClick={() => agentDoes(contactId, 'left')}>
          Leave
        </button>
        <button
          type="button"
          class="danger"
          aria-label="End chat"
          onClick={() => endChat(contactId)}
        >
          End
        </button>
      </div>
    </>
  );
}
