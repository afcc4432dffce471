import { useSignal } from '@preact/signals';
import type { ComponentProps } from 'preact';
import { useNext } from './next';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'ref' | 'onClick'> {
  press(): unknown;
  /** Whether there is nothing to do: it keeps the keyboard's focus all the same. */
  isOff?: boolean;
  /** Where the keyboard goes on if the button goes away: a CSS selector. */
  next?: string;
}

/** A button that does one thing at a time: a press while it is under way does nothing. */
export function Button({ press, isOff = false, next, ...attributes }: ButtonProps) {
  const own = useNext<HTMLButtonElement>(next);
  const isBusy = useSignal(false);
  const click = async () => {
    if (isOff || isBusy.value) return;
    isBusy.value = true;
    await press();
    isBusy.value = false;
  };
  return (
    <button
      type="button"
      ref={own}
      aria-disabled={isOff || isBusy.value || undefined}
      onClick={click}
      {...attributes}
    />
  );
}
