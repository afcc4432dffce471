import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * For what goes away by being used: if it has the keyboard's focus then, the focus goes on with what
 * comes next, in the same column of the page.
 *
 * @param next a CSS selector
 */
export function useNext<Own extends HTMLElement>(next: string | undefined): RefObject<Own> {
  const own = useRef<Own>(null);
  useLayoutEffect(
    () => () => {
      if (!next || !own.current?.contains(document.activeElement)) return;
      const place = own.current.closest('.column') ?? document;
      // What comes next is rendered in the same go.
      queueMicrotask(() => place.querySelector<HTMLElement>(next)?.focus());
    },
    [next],
  );
  return own;
}
