import { throttles } from './facts';
import type { Steps } from './steps';

/** More than any burst that the quotas allow (Amazon Connect service quotas, 8 to 15). */
const BURST = 30;

/**
 * Makes each call many times at once, and tells how the service refuses what is too much.
 *
 * @param calls by the API's name; they must not be tried again by themselves
 */
export async function provokeThrottles(
  steps: Steps,
  calls: Record<string, () => Promise<unknown>>,
): Promise<void> {
  for (const [api, call] of Object.entries(calls)) {
    const answers = await Promise.allSettled(Array.from({ length: BURST }, call));
    const errors = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const check = `${api} throttle`;
    if (errors.length === 0) steps.note(check, `no refusal in ${BURST} calls at once`);
    else await steps.fact(check, async () => throttles(errors, BURST));
  }
}
