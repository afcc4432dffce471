import { sandbox } from '../support/shared-sandbox';
import { broken, chatStatuses } from './promises';
import type { Story } from './stories';

/** The end of whoever makes the `nth` call of an API, right after it took effect. */
interface CrashPoint {
  by: string;
  api: string;
  nth: number;
}

/**
 * Tells each story once undisturbed, to learn its calls, and once more for each of them: with the
 * sudden end of whoever makes it. Whatever is redelivered then, the promises must hold.
 */
export function describeCrashes(stories: Story[]): void {
  it.each(stories.map((story): [string, Story] => [story.title, story]))(
    'when %s',
    async (title, story) => {
      const points = crashPoints(await tell(story, story.faults ?? []));
      const chats = await chatStatuses(story.customer);
      expect(points).not.toEqual([]);
      await sandbox.faults();
      expect(await broken(story, { chats, mayFail: story.givenUp ?? [] })).toEqual([]);
      const complaints: Record<string, string[]> = {};
      for (const point of points) {
        const found = await afterCrash(story, point, chats);
        if (found.length > 0) complaints[`${point.by} ${point.api} ${point.nth}`] = found;
      }
      process.stdout.write(`${points.length} crash points when ${title}\n`);
      expect(complaints).toEqual({});
    },
    600_000,
  );
}

async function tell({ customer, before, happens }: Story, faults: object[]) {
  await sandbox.reset();
  await before?.(customer);
  await sandbox.faults(...faults);
  const { length } = await sandbox.get<object[]>('/sandbox/calls');
  await happens(customer);
  return (await sandbox.get<CrashPoint[]>('/sandbox/calls')).slice(length);
}

async function afterCrash(story: Story, { by, api, nth }: CrashPoint, chats: string[]) {
  const crash = { api, by, mode: 'crash', skip: nth - 1, times: 1 };
  await tell(story, [crash, ...(story.faults ?? [])]);
  const { rules } = await sandbox.get<{ rules: { times?: number }[] }>('/sandbox/faults');
  if (rules[0]?.times !== 0) return ['nobody died'];
  await sandbox.faults();
  return broken(story, { chats, mayFail: [...story.said, ...story.answered] });
}

/**
 * Each call once, told apart by who makes it. A secret is read once in an environment, so most runs
 * do not read it; to die after that is to die before the function's first other call.
 */
function crashPoints(calls: Omit<CrashPoint, 'nth'>[]): CrashPoint[] {
  return calls
    .filter(({ api }) => !api.startsWith('secretsmanager:'))
    .map((call, index, all) => {
      const earlier = all.slice(0, index + 1);
      const same = earlier.filter(({ by, api }) => by === call.by && api === call.api);
      return { ...call, nth: same.length };
    });
}
