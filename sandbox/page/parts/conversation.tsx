import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
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
  const log = useRef<HTMLDivElement>(null);
  /** How many there were when the end was last in view: what comes later pushes nothing out. */
  const total = useRef(0);
  if (isAtEnd(log.current)) total.current = items.length;
  const later = Math.max(0, items.length - total.current);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={log} class="conversation" role="log" aria-label={label} tabIndex={0}>
      <div>
        <Earlier total={total.current} count={count} step={PAGE} next=".conversation" />
        {items.slice(-count.value - later).map(render)}
      </div>
    </div>
  );
}

/** The end is where a reversed column begins. */
function isAtEnd(log: HTMLElement | null): boolean {
  return !log || log.scrollTop > -1;
}
