import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Earlier } from './earlier';

const PAGE = 60;

export interface ConversationProps<Item> {
  label: string;
  items: Item[];
  render(item: Item): ComponentChildren;
}

/** The end of a conversation, kept in view as it grows; what came before is shown on request. */
export function Conversation<Item>({ label, items, render }: ConversationProps<Item>) {
  const count = useSignal(PAGE);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="conversation" role="log" aria-label={label} tabIndex={0}>
      <div>
        <Earlier total={items.length} count={count} step={PAGE} />
        {items.slice(-count.value).map(render)}
      </div>
    </div>
  );
}
