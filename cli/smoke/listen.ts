import { Failed } from '../checks';
import type { Target } from '../stack/target';
import { CHAT_ENDED, kinds, theEnd } from './facts';
import type { Observer, Streamed } from './observer';
import type { Steps } from './steps';

/** Takes in what was streamed until the chat's end, and a moment more; tells what it was like. */
export async function listen(
  observer: Observer,
  { steps, target, timeout }: { steps: Steps; target: Target; timeout: number },
): Promise<void> {
  const streamed: Streamed[] = [];
  await steps.fact('chat.ended', async () => {
    const deadline = Date.now() + timeout * 1000;
    while (Date.now() < deadline) {
      streamed.push(...(await observer.receive(steps.signal)));
      const end = streamed.find(({ contentType }) => contentType === CHAT_ENDED);
      if (end) return theEnd(end);
    }
    throw new Failed(`Connect did not tell within ${timeout} s`, target.commandLine('doctor'));
  });
  streamed.push(...(await observer.receive(steps.signal)));
  for (const [check, why] of kinds(streamed)) steps.note(check, why);
}
