import { useId } from 'preact/hooks';
import { draft, drafts } from '../store/view';

export interface ComposerProps {
  /** Whose draft it is: a customer's key, or a chat's id. */
  of: string;
  label: string;
  placeholder: string;
  send(text: string): Promise<boolean>;
  /** Called at each keystroke. */
  typed?(): void;
}

/** A line of text to send: Enter sends, Shift and Enter begin a new line. */
export function Composer({ of, label, placeholder, send, typed }: ComposerProps) {
  const id = useId();
  const text = () => drafts.value[of] ?? '';
  const submit = async () => {
    const said = text();
    if (!said.trim()) return;
    draft(of, '');
    if (!(await send(said)) && !text()) draft(of, said);
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
        dir="auto"
        placeholder={placeholder}
        value={text()}
        onKeyDown={onKeyDown}
        onInput={({ currentTarget }) => {
          draft(of, currentTarget.value);
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
