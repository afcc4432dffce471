import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';

export interface ComposerProps {
  label: string;
  placeholder: string;
  send(text: string): Promise<boolean>;
  /** Called at each keystroke. */
  typed?(): void;
}

/** A line of text to send: Enter sends, Shift and Enter begin a new line. */
export function Composer({ label, placeholder, send, typed }: ComposerProps) {
  const text = useSignal('');
  const id = useId();
  const submit = async () => {
    const said = text.value;
    if (!said.trim()) return;
    text.value = '';
    if (!(await send(said))) text.value = said;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label class="hidden" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        rows={1}
        placeholder={placeholder}
        value={text}
        onKeyDown={onKeyDown}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
          typed?.();
        }}
      />
      <button type="submit" class="send" aria-label="Send">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 12 20 4l-4 16-4-7z" />
        </svg>
      </button>
    </form>
  );
}
