import { useId } from 'preact/hooks';
import { setFaults } from '../store/actions';
import type { FaultRule } from '../store/types';
import { faults } from '../store/world';

/** Any API, any mode. */
export function FaultForm() {
  const { apis, modes, rules } = faults.value;
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const times = Number(data.get('times')) || undefined;
    const rule = { api: data.get('api'), mode: data.get('mode'), times } as FaultRule;
    void setFaults({ rules: [...rules, rule] });
  };
  return (
    <form class="fault-form" onSubmit={submit}>
      <label for={`${id}-api`}>API</label>
      <select id={`${id}-api`} name="api">
        {apis.map((api) => (
          <option key={api}>{api}</option>
        ))}
      </select>
      <label for={`${id}-mode`}>goes wrong by</label>
      <select id={`${id}-mode`} name="mode">
        {modes.map((mode) => (
          <option key={mode}>{mode}</option>
        ))}
      </select>
      <label for={`${id}-times`}>this many times</label>
      <input id={`${id}-times`} name="times" type="number" min="1" placeholder="always" />
      <button type="submit">Add rule</button>
    </form>
  );
}
