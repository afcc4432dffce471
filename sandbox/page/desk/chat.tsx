import { useRef } from 'preact/hooks';
import { Button } from '../parts/button';
import { Composer } from '../parts/composer';
import { Conversation } from '../parts/conversation';
import { useNext } from '../parts/next';
import { agentDoes, agentSays, agentTypes, endChat, offerChoices } from '../store/actions';
import { eventSentence } from '../store/transcript';
import type { ContactSummary, TranscriptItem } from '../store/types';
import { transcripts } from '../store/world';
import { AcceptButton } from './accept-button';
import { Item } from './item';

const NONE: TranscriptItem[] = [];
/** Connect's own clients tell of typing no more often. */
const TYPING_EVERY_MS = 5_000;

/** One chat, as the agent reads and answers it. */
export function Chat({ chat }: { chat: ContactSummary }) {
  const { contactId, status } = chat;
  const shown = (transcripts.value.get(contactId) ?? NONE).filter(
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
        <AcceptButton contactId={contactId} class="primary wide">
          Accept this chat
        </AcceptButton>
      )}
      {status === 'WITH_AGENT' && <Answer contactId={contactId} />}
      {status === 'ENDED' && (
        <p class="over" tabIndex={-1}>
          This chat is over. The next message opens a new one.
        </p>
      )}
    </article>
  );
}

function Answer({ contactId }: { contactId: string }) {
  const typedAt = useRef(0);
  const typed = () => {
    if (Date.now() - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = Date.now();
    agentTypes(contactId);
  };
  return (
    <div ref={useNext<HTMLDivElement>('.chat > .wide, .chat > .over')}>
      <Composer
        of={contactId}
        label="Answer"
        placeholder="Answer as the agent"
        send={(text) => agentSays(contactId, text)}
        typed={typed}
      />
      <div class="more">
        <Button aria-label="Offer choices" press={() => offerChoices(contactId)}>
          Choices
        </Button>
        <Button press={() => agentDoes(contactId, 'transfer')}>Transfer</Button>
        <Button press={() => agentDoes(contactId, 'left')}>Leave</Button>
        <Button class="danger" aria-label="End chat" press={() => endChat(contactId)}>
          End
        </Button>
      </div>
    </div>
  );
}
