import type { ComponentChildren } from 'preact';

export interface SwitchProps {
  isOn: boolean;
  turn(): void;
  children: ComponentChildren;
}

export function Switch({ isOn, turn, children }: SwitchProps) {
  return (
    <label class="switch">
      <input type="checkbox" role="switch" aria-checked={isOn} checked={isOn} onChange={turn} />
      <span>{children}</span>
    </label>
  );
}
