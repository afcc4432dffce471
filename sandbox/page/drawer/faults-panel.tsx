import { Switch } from '../parts/switch';
import { setFaults } from '../store/actions';
import type { FaultRule } from '../store/types';
import { faults } from '../store/world';
import { FaultForm } from './fault-form';
import { Mishaps } from './mishaps';
import { type Preset, presets } from './presets';

/** Switches for what goes wrong, and the rules in force. */
export function FaultsPanel() {
  const { rules } = faults.value;
  return (
    <div class="faults">
      <ul class="presets" aria-label="Faults">
        {presets.map((preset) => (
          <FaultSwitch key={preset.label} preset={preset} />
        ))}
        <Mishaps />
      </ul>
      <div>
        <h3>Rules in force</h3>
        {rules.length === 0 && <p class="nothing">None: everything works.</p>}
        <ol class="rules">
          {rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules may be equal, and their order counts
            <li key={index}>
              <code>{rule.api}</code> {described(rule)}
              <button
                type="button"
                class="quiet"
                aria-label={`Remove the rule for ${rule.api}`}
                onClick={() => setFaults({ rules: rules.filter((one) => one !== rule) })}
              >
                Remove
              </button>
            </li>
          ))}
        </ol>
        <FaultForm />
      </div>
    </div>
  );
}

function FaultSwitch({ preset: { label, effect, rule } }: { preset: Preset }) {
  const { rules } = faults.value;
  const others = rules.filter(
    ({ api, mode, times }) => times !== 0 && (api !== rule.api || mode !== rule.mode),
  );
  const isOn = rules.some(
    ({ api, mode, times }) => times !== 0 && api === rule.api && mode === rule.mode,
  );
  return (
    <li>
      <Switch isOn={isOn} turn={() => setFaults({ rules: isOn ? others : [...others, rule] })}>
        {label}
      </Switch>
      <p>{effect}</p>
    </li>
  );
}

function described({ mode, error, delayMs, times }: FaultRule): string {
  const what = [mode, error, delayMs && `${delayMs} ms`].filter(Boolean).join(' ');
  if (times === undefined) return `${what}, every time`;
  return times === 0 ? `${what}, used up` : `${what}, ${times} more`;
}
