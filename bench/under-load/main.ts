/**
 * Who waits, and for how long, when many new customers write at once: by the number of slots. In
 * virtual time, since the sandbox has no more slots than a developer's machine bears. Quotas and
 * pauses are the real ones; what a call takes is guessed.
 */
import { play } from './storm';

async function main(): Promise<void> {
  const rows = [];
  for (const slots of [2, 10, 20, 50, 100]) {
    const { ofQuota, busiestSlots, openChats } = await play({
      customers: 1_000,
      seconds: 60,
      slots,
    });
    rows.push({
      slots,
      'busiest slots': busiestSlots,
      'of the quota': `${Math.round(100 * ofQuota)} %`,
      'open chats: median': `${openChats.median.toFixed(1)} s`,
      '95 %': `${openChats.most.toFixed(1)} s`,
      longest: `${openChats.longest.toFixed(1)} s`,
    });
  }
  // biome-ignore lint/suspicious/noConsole: the table is what this is for.
  console.table(rows);
}

void main();
