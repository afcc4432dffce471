/** Hours, minutes and seconds of an instant, in local time. */
export function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB');
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
