import { notice } from '../store/api';
import { isLost } from '../store/world';
import { Button } from './button';

const LOST =
  'The sandbox does not answer. Start it again with npm start: this page goes on by itself.';

/** What the sandbox refused, in its own words; or that it is gone. */
export function Notice() {
  if (isLost.value) {
    return (
      <div class="notice" role="alert">
        <p>{LOST}</p>
      </div>
    );
  }
  if (!notice.value) return null;
  const close = () => {
    notice.value = '';
  };
  return (
    <div class="notice" role="alert">
      <p>{notice.value}</p>
      <Button class="quiet" press={close} next="main button">
        Dismiss
      </Button>
    </div>
  );
}
