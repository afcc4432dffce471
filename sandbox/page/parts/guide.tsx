import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Step, step, timesHeard } from '../store/guide';
import { isGuideClosed } from '../store/view';

const STEPS = ['A customer writes', 'An agent accepts', 'The agent answers'];

/** Leads a newcomer from an empty page to a delivered answer. */
export function Guide() {
  if (!step.value) return null;
  const { number, text, button } = step.value;
  const close = () => {
    document.querySelector('main')?.focus({ preventScroll: true });
    isGuideClosed.value = true;
  };
  return (
    <section class="guide" aria-label="First steps">
      <ol>
        {STEPS.map((name, index) => (
          <li
            key={name}
            class={index + 1 < number ? 'done' : ''}
            aria-current={index + 1 === number ? 'step' : undefined}
          >
            <span aria-hidden="true">{index + 1 < number ? '✓' : index + 1}</span>
            {name}
          </li>
        ))}
      </ol>
      <output>{text}</output>
      {button && <Press key={number} number={number} {...button} />}
      <button type="button" class="quiet" onClick={close}>
        Close guide
      </button>
    </section>
  );
}

/** The step that was pressed last: the keyboard goes on with the one after it. */
let pressed: number | undefined;

interface PressProps extends NonNullable<Step['button']> {
  number: number;
}

function Press({ number, label, press }: PressProps) {
  const heardBefore = useSignal<number | undefined>(undefined);
  // Another step replaces the button; a message that led to none is one to write again.
  const isBusy = heardBefore.value === timesHeard.value;
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (pressed !== number - 1) return;
    pressed = undefined;
    if (document.activeElement === document.body) own.current?.focus();
  }, []);
  const click = async () => {
    if (isBusy) return;
    pressed = number;
    heardBefore.value = timesHeard.value;
    if (!(await press())) heardBefore.value = undefined;
  };
  return (
    <button ref={own} type="button" class="primary" aria-disabled={isBusy} onClick={click}>
      {label}
    </button>
  );
}
