import { memo } from 'preact/compat';
import { Fate } from '../parts/fate';
import { timeOf } from '../parts/format';
import { eventSentence, isNotice, readable } from '../store/transcript';
import type { TranscriptItem } from '../store/types';

const NAMES: Record<string, string> = {
  SYSTEM: 'Contact flow',
  CUSTOM_BOT: 'Bot',
  SUPERVISOR: 'Supervisor',
};

function ShownItem({ item }: { item: TranscriptItem }) {
  const { id, type, participantRole = '', absoluteTime } = item;
  if (type === 'EVENT') return <p class="event">{eventSentence(item)}</p>;
  if (isNotice(item)) return <Notice item={item} />;
  const isCustomer = participantRole === 'CUSTOMER';
  const name = NAMES[participantRole];
  return (
    <div class={`bubble ${isCustomer ? 'other' : 'own'} ${participantRole.toLowerCase()}`}>
      {name && <span class="author">{name}</span>}
      <p dir="auto">{readable(item)}</p>
      <footer>
        <time dateTime={absoluteTime}>{timeOf(absoluteTime)}</time>
        {!isCustomer && <Fate messageId={id} arrived="delivered" />}
      </footer>
    </div>
  );
}

/** What became of an answer, as this system tells it to the agent. */
function Notice({ item: { content, absoluteTime } }: { item: TranscriptItem }) {
  return (
    <div class="bubble system">
      <span class="author">Connect messaging</span>
      <p>{content}</p>
      <footer>
        <time dateTime={absoluteTime}>{timeOf(absoluteTime)}</time>
      </footer>
    </div>
  );
}

/** One line of a transcript. */
export const Item = memo(ShownItem, (before, after) => before.item === after.item);
