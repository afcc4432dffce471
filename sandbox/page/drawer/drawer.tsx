import { Tabs } from '../parts/tabs';
import { type Panel, panel } from '../store/view';
import { aheadMs, faultsInForce, openFailures } from '../store/world';
import { ClockPanel } from './clock-panel';
import { DeliveriesPanel } from './deliveries-panel';
import { FailuresPanel } from './failures-panel';
import { FaultsPanel } from './faults-panel';

const PANELS = {
  deliveries: DeliveriesPanel,
  failures: FailuresPanel,
  faults: FaultsPanel,
  clock: ClockPanel,
};

/** What a developer wants to turn and see. */
export function Drawer() {
  const tabs: { id: Panel; label: string; count?: number }[] = [
    { id: 'deliveries', label: 'Deliveries' },
    { id: 'failures', label: 'Failures', count: openFailures.value.length },
    { id: 'faults', label: 'Faults', count: faultsInForce.value },
    { id: 'clock', label: aheadMs.value > 1000 ? 'Clock ahead' : 'Clock' },
  ];
  const choose = (id: Panel) => {
    panel.value = panel.value === id ? undefined : id;
  };
  const Chosen = panel.value && PANELS[panel.value];
  return (
    <section class="column drawer" aria-label="Deliveries, failures, faults and clock">
      <Tabs label="Panels" tabs={tabs} chosen={panel.value} choose={choose} />
      {Chosen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="panel" tabIndex={0} aria-label={panel.value}>
          <Chosen />
        </section>
      )}
    </section>
  );
}
