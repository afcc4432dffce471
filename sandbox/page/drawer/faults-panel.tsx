import { useRef } from 'preact/hooks';
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
  const title = useRef<HTMLHeadingElement>(null);
  const remove = (rule: FaultRule, index: number) => {
    title.current?.focus();
    void setFaults((current) => ({
      rules: current.rules.filter((one, at) => at !== index || !isSame(one, rule)),
    }));
  };
  return (
    <div class="faults">
      <ul class="presets" aria-label="Faults">
        {presets.map((preset) => (
          <FaultSwitch key={preset.label} preset={preset} />
        ))}
        <Mishaps />
      </ul>
      <div>
        <h3 ref={title} tabIndex={-1}>
          Rules in force
        </h3>
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
                onClick={() => remove(rule, index)}
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
  const isOn = faults.value.rules.some((one) => one.times !== 0 && isSame(one, rule));
  const turn = () =>
    setFaults(({ rules }) => {
      const others = rules.filter((one) => !isSame(one, rule));
      return { rules: isOn ? others : [...others, rule] };
    });
  return (
    <li>
      <Switch isOn={isOn} turn={turn}>
        {label}
      </Switch>
      <p>{effect}</p>
    </li>
  );
}

const KEYS = ['api', 'mode', 'by', 'error', 'status', 'subcode', 'reason', 'delayMs'] as const;

/** But for how often. */
function isSame(one: FaultRule, other: FaultRule): boolean {
  const isAlike = KEYS.every((key) => one[key] === other[key]);
  return isAlike && (one.skip ?? 0) === (other.skip ?? 0);
}

function described({ mode, error, status, delayMs, by, skip, times }: FaultRule): string {
  const [answered, late] = [status && `HTTP ${status}`, delayMs && `${delayMs} ms`];
  const what = [mode, error, answered, late, by && `by ${by}`].filter(Boolean).join(' ');
  return [what, skip && `lets ${skip} pass`, often(times)].filter(Boolean).join(', ');
}

function often(times: number | undefined): string {
  if (times === undefined) return 'every time';
  return times === 0 ? 'used up' : `${times} more`;
}
