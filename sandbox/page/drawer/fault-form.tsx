import { useId } from 'preact/hooks';
import { functions } from '../../../infra/wiring';
import { definitions } from '../machine/definitions';
import { setFaults } from '../store/actions';
import type { FaultRule } from '../store/types';
import { faults } from '../store/world';

const CALLERS = [...Object.keys(functions), ...Object.keys(definitions)];

/** Any API, any mode. */
export function FaultForm() {
  const { apis, modes } = faults.value;
  const services = [...new Set(apis.map((api) => `${api.split(':')[0]}:*`))];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const rule = ruleOf(new FormData(event.currentTarget as HTMLFormElement));
    void setFaults(({ rules }) => ({ rules: [...rules, rule] }));
  };
  return (
    <form class="fault-form fields" onSubmit={submit}>
      <Choice
        label="API"
        name="api"
        options={[...apis, ...services].sort()}
        initial="connect:StartChatContact"
      />
      <Choice label="goes wrong by" name="mode" options={modes} />
      <Count label="this many times" name="times" min={1} placeholder="always" />
      <details>
        <summary>More</summary>
        <div class="fields">
          <Choice label="called by" name="by" options={['', ...CALLERS]} />
          <Count label="not the first" name="skip" min={0} placeholder="0 calls" />
          <Count label="delayed by (ms)" name="delayMs" min={0} placeholder="as the mode says" />
          <Field label="error, name or code" name="error" placeholder="of the service" />
          <Count label="HTTP status" name="status" min={400} max={599} placeholder="of the error" />
        </div>
      </details>
      <button type="submit">Add rule</button>
    </form>
  );
}

/** What was filled in; numbers as numbers. */
function ruleOf(data: FormData): FaultRule {
  const filled = [...data].flatMap(([name, value]) => {
    if (String(value).trim() === '') return [];
    return [[name, Number.isNaN(Number(value)) ? value : Number(value)]];
  });
  return Object.fromEntries(filled) as FaultRule;
}

interface ChoiceProps {
  label: string;
  name: string;
  options: string[];
  /** The first one if left out. */
  initial?: string;
}

function Choice({ label, name, options, initial }: ChoiceProps) {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map((option) => (
          <option key={option} value={option} selected={option === initial}>
            {option || 'anybody'}
          </option>
        ))}
      </select>
    </>
  );
}

interface FieldProps {
  label: string;
  name: string;
  placeholder: string;
  type?: string;
  min?: number;
  max?: number;
}

function Field({ label, ...input }: FieldProps) {
  const id = useId();
  return (
    <>
      <label for={id}>{label}</label>
      <input id={id} {...input} />
    </>
  );
}

const Count = (props: FieldProps) => <Field type="number" {...props} />;
