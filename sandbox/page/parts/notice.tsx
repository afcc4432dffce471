import { notice } from '../store/api';

/** What the sandbox refused, in its own words. */
export function Notice() {
  if (!notice.value) return null;
  const close = () => {
    notice.value = '';
  };
  return (
    <div class="notice" role="alert">
      <p>{notice.value}</p>
      <button type="button" class="quiet" onClick={close}>
        Dismiss
      </button>
    </div>
  );
}
