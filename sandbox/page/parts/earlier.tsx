import type { Signal } from '@preact/signals';

export interface EarlierProps {
  /** How many there are. */
  total: number;
  /** How many of them are shown. */
  count: Signal<number>;
  /** How many more a press shows. */
  step: number;
}

/** Shows more of a long list, where there is more. */
export function Earlier({ total, count, step }: EarlierProps) {
  const hidden = total - count.value;
  if (hidden <= 0) return null;
  const show = () => {
    count.value += step;
  };
  return (
    <button type="button" class="quiet" onClick={show}>
      Show earlier ({hidden})
    </button>
  );
}
