import type { Signal } from '@preact/signals';
import { Button } from './button';

export interface EarlierProps {
  /** How many there are. */
  total: number;
  /** How many of them are shown. */
  count: Signal<number>;
  /** How many more a press shows. */
  step: number;
  /** Where the keyboard goes on when all are shown: a CSS selector. */
  next?: string;
}

/** Shows more of a long list, where there is more. */
export function Earlier({ total, count, step, next = 'li button' }: EarlierProps) {
  const hidden = total - count.value;
  if (hidden <= 0) return null;
  const show = () => {
    count.value += step;
  };
  return (
    <Button class="quiet" press={show} next={next}>
      Show earlier ({hidden})
    </Button>
  );
}
