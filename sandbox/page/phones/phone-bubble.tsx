import { memo } from 'preact/compat';
import { Fate } from '../parts/fate';
import { timeOf } from '../parts/format';
import type { Bubble } from '../store/customers';

function ShownBubble({ bubble: { id, isOwn, text, at } }: { bubble: Bubble }) {
  return (
    <div class={`bubble ${isOwn ? 'own' : 'other'}`}>
      <p>{text}</p>
      <footer>
        <time dateTime={at}>{timeOf(at)}</time>
        {isOwn && <Fate messageId={id} arrived="in the chat" />}
      </footer>
    </div>
  );
}

/** One message on a phone. */
export const PhoneBubble = memo(
  ShownBubble,
  (before, after) => before.bubble.id === after.bubble.id,
);
