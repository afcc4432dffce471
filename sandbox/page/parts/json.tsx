import { useSignal } from '@preact/signals';

const SHOWN = 20_000;

/** A value as JSON; text as it is. */
export function Json({ label, value }: { label: string; value: unknown }) {
  const isWhole = useSignal(false);
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const isCut = !isWhole.value && text.length > SHOWN;
  const showAll = () => {
    isWhole.value = true;
  };
  return (
    <section class="json" aria-label={label}>
      <h4>{label}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{isCut ? `${text.slice(0, SHOWN)}…` : text}</pre>
      {isCut && (
        <button type="button" class="quiet" onClick={showAll}>
          Show all
        </button>
      )}
    </section>
  );
}
