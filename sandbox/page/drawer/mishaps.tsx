import { Switch } from '../parts/switch';
import { setFaults } from '../store/actions';
import { faults } from '../store/world';

const MISHAPS = [
  { key: 'duplicate', label: 'Notifications arrive twice', effect: 'Nobody reads anything twice.' },
  { key: 'reorder', label: 'Notifications overtake', effect: 'As standard topics may.' },
  { key: 'drop', label: 'Notifications get lost at first', effect: 'They come a second later.' },
] as const;

/** What topics may do to notifications, and Connect's quotas. */
export function Mishaps() {
  const { deliveries, quotas } = faults.value;
  const turn = (key: (typeof MISHAPS)[number]['key']) => {
    const { [key]: share, ...others } = deliveries;
    return setFaults({ deliveries: share ? others : { ...others, [key]: 0.5 } });
  };
  return (
    <>
      {MISHAPS.map(({ key, label, effect }) => (
        <li key={key}>
          <Switch isOn={Boolean(deliveries[key])} turn={() => turn(key)}>
            {label}
          </Switch>
          <p>{effect}</p>
        </li>
      ))}
      <li>
        <Switch
          isOn={quotas !== 'off'}
          turn={() => setFaults({ quotas: quotas === 'off' ? 'real' : 'off' })}
        >
          Quotas of a new account
        </Switch>
        <p>Connect answers so many calls a second; the rest waits.</p>
      </li>
    </>
  );
}
