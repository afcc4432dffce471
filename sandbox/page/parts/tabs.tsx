import { useRef } from 'preact/hooks';

export interface TabsProps<Id extends string> {
  label: string;
  tabs: { id: Id; label: string; count?: number }[];
  chosen: Id | undefined;
  choose(id: Id): void;
}

/** Buttons of which one is chosen; the arrow keys move between them. */
export function Tabs<Id extends string>({ label, tabs, chosen, choose }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button === document.activeElement);
    if (!step || index < 0) return;
    buttons[(index + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is seen
    <div class="tabs" role="group" aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map(({ id, label: name, count = 0 }) => (
        <button type="button" key={id} aria-pressed={id === chosen} onClick={() => choose(id)}>
          {name}
          {count > 0 && <span class="badge">{count}</span>}
        </button>
      ))}
    </div>
  );
}
