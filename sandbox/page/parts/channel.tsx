import { channelName } from './format';

/** Which channel, by word and by colour. */
export function Channel({ channel }: { channel: string | undefined }) {
  return <span class={`channel ${channel ?? ''}`}>{channelName(channel)}</span>;
}
