import { batch, computed, effect, signal } from '@preact/signals';
import { get } from './api';
import type { Execution, ExecutionSummary } from './types';
import { executionName, follow, inspected, isExplored, type MachineName, machine } from './view';
import { executions } from './world';

/** The execution that is shown, with input, output and events. */
export const shown = signal<Execution | undefined>(undefined);

/** What somebody said: the welcome of the flow and who comes and goes are not worth a jump. */
const isTold = ({ role, itemType }: ExecutionSummary) =>
  itemType === 'MESSAGE' && (role === 'CUSTOMER' || role === 'AGENT');

const newest = computed(() => [...executions.value.values()].findLast(isTold));

let isFetching = false;
let isStale = false;

/** Keeps the shown execution current, and moves on to the newest one where that is wished. */
export function followRuns(): void {
  effect(() => {
    if (follow.value && !isExplored.value && newest.value) turnTo(newest.value);
  });
  effect(() => {
    const name = executionName.value;
    if (!name || !executions.value.has(name)) shown.value = undefined;
    else if (isOutdated(executions.value.get(name))) void refresh();
  });
}

/** Shows an execution, and stays with it. */
export function show(execution: ExecutionSummary): void {
  follow.value = false;
  turnTo(execution);
}

/** The same state of two executions can be compared; another machine has none of that name. */
function turnTo({ name, machine: next }: ExecutionSummary): void {
  batch(() => {
    if (machine.peek() !== next) inspected.value = undefined;
    executionName.value = name;
    machine.value = next as MachineName;
  });
}

/** A new summary object means that something happened. */
let seen: ExecutionSummary | undefined;

function isOutdated(summary: ExecutionSummary | undefined): boolean {
  const isNew = summary !== seen;
  seen = summary;
  return isNew;
}

/** One request at a time; what changes meanwhile makes one more. */
async function refresh(): Promise<void> {
  isStale = true;
  if (isFetching) return;
  isFetching = true;
  while (isStale) {
    isStale = false;
    await fetchShown();
  }
  isFetching = false;
}

async function fetchShown(): Promise<void> {
  const name = executionName.peek();
  if (!name) return;
  const path = `/sandbox/executions/${encodeURIComponent(name)}`;
  // It is gone after a reset.
  shown.value = await get<Execution>(path).catch(() => undefined);
}
