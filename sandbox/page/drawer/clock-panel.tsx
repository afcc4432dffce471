import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { advance } from '../store/actions';
import { aheadMs } from '../store/world';

const SKIPS = [
  { label: '5 minutes', seconds: 300, effect: 'a chat that nobody connects to is given up' },
  { label: '1 hour', seconds: 3_600, effect: 'conversations grow quiet' },
  { label: '24 hours', seconds: 86_400, effect: 'tokens expire; Meta’s window closes' },
  { label: '25 hours', seconds: 90_000, effect: 'chats end when their time is up' },
];

/** The sandbox's time: it can be skipped, never turned back but by a reset. */
export function ClockPanel() {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <div class="clock">
      <p>
        In the sandbox it is{' '}
        <strong>{new Date(now.value + aheadMs.value).toLocaleString('en-GB')}</strong>
        {aheadMs.value > 1000 && `, ${inWords(aheadMs.value)} ahead`}. Queues keep real time.
      </p>
      <ul>
        {SKIPS.map(({ label, seconds, effect }) => (
          <li key={label}>
            <button type="button" onClick={() => advance(seconds)}>
              Skip {label}
            </button>
            <span>{effect}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function inWords(ms: number): string {
  const hours = ms / 3_600_000;
  return hours < 1 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(hours * 10) / 10} hours`;
}
