import { Switch } from '../parts/switch';
import { setFaults } from '../store/actions';
import type { FaultSettings } from '../store/types';
import { faults } from '../store/world';

interface Mishap {
  label: string;
  effect: string;
  isOn(settings: FaultSettings): boolean;
  turn(on: boolean, settings: FaultSettings): Partial<FaultSettings>;
}

/** A property of `deliveries`, at this value while it is on. */
function delivery(
  key: 'duplicate' | 'reorder' | 'drop' | 'delayMs',
  value: number,
): Pick<Mishap, 'isOn' | 'turn'> {
  return {
    isOn: ({ deliveries }) => Boolean(deliveries[key]),
    turn: (on, { deliveries: { [key]: _, ...others } }) => ({
      deliveries: on ? { ...others, [key]: value } : others,
    }),
  };
}

const mishaps: Mishap[] = [
  {
    label: 'Notifications arrive twice',
    effect: 'Half of them. Nobody reads anything twice.',
    ...delivery('duplicate', 0.5),
  },
  {
    label: 'Notifications overtake',
    effect: 'Half of them, as on standard topics. All arrive; neighbours may change places.',
    ...delivery('reorder', 0.5),
  },
  {
    label: 'Notifications get lost at first',
    effect: 'Half of them. They come a second later.',
    ...delivery('drop', 0.5),
  },
  {
    label: 'Notifications are late',
    effect: 'All of them come two seconds later, in their order.',
    ...delivery('delayMs', 2_000),
  },
  {
    label: 'Quotas of a new account',
    effect: 'Connect answers so many calls a second and holds 500 chats; the rest waits.',
    isOn: ({ quotas }) => quotas !== 'off',
    turn: (on) => ({ quotas: on ? 'real' : 'off' }),
  },
  {
    label: 'The flow ends the chat',
    effect:
      'After its welcome, before an agent sees it: the message stands under Failures, to be replayed.',
    isOn: ({ contactFlow }) => contactFlow === 'ends',
    turn: (on) => ({ contactFlow: on ? 'ends' : 'queues' }),
  },
];

/** What goes wrong without a call that fails: notifications, quotas, the contact flow. */
export function Mishaps() {
  const settings = faults.value;
  return mishaps.map(({ label, effect, isOn, turn }) => (
    <li key={label}>
      <Switch
        isOn={isOn(settings)}
        turn={() => setFaults((current) => turn(!isOn(settings), current))}
      >
        {label}
      </Switch>
      <p>{effect}</p>
    </li>
  ));
}
