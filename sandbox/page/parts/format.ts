import { computed } from '@preact/signals';
import { aheadMs } from '../store/world';

const sandboxDay = computed(() => new Date(Date.now() + aheadMs.value).toDateString());

/** Hours, minutes and seconds of an instant, in local time; with the day where that is not today's. */
export function timeOf(at: string): string {
  const instant = new Date(at);
  const time = instant.toLocaleTimeString('en-GB');
  const isToday = [sandboxDay.value, new Date().toDateString()].every(
    (day) => day === instant.toDateString(),
  );
  if (isToday) return time;
  return `${instant.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
}

/** How long something took; undefined while it is under way. */
export function duration(from: string, to: string | undefined): string | undefined {
  if (!to) return undefined;
  const ms = Date.parse(to) - Date.parse(from);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const CHANNELS: Record<string, string> = { sms: 'SMS', facebook: 'Messenger', test: 'Test' };

export function channelName(channel = ''): string {
  return CHANNELS[channel] ?? channel;
}
