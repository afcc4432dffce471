import { memo } from 'preact/compat';
import { Fate } from '../parts/fate';
import { timeOf } from '../parts/format';
import type { Bubble } from '../store/customers';

function ShownBubble({ bubble: { id, isOwn, isTaken, text, at } }: { bubble: Bubble }) {
  return (
    <div class={`bubble ${isOwn ? 'own' : 'other'}`}>
      <p dir="auto">{text}</p>
      <footer>
        <time dateTime={at}>{timeOf(at)}</time>
        {isOwn && isTaken && <Fate messageId={id} arrived="in the chat" />}
        {!isTaken && <span class="fate FAILED">✗ not taken</span>}
      </footer>
    </div>
  );
}

/** One message on a phone. */
export const PhoneBubble = memo(
  ShownBubble,
  (before, after) =>
    before.bubble.id === after.bubble.id && before.bubble.isTaken === after.bubble.isTaken,
);
