import { type Check, findingOf } from '../../cli/checks';
import { findTarget, type Target } from '../../cli/stack/target';
import type { Finding } from './cli';
import { altered, type Changes } from './sandbox-stack';
import { useServers } from './serve';
import { sandbox } from './shared-sandbox';

/** Every check of a stack with all channels. */
export const CHECKS = 27;

/** Runs some of the checks on the shared sandbox, altered in one way. */
export function useChecks(checks: (target: Target) => Check[]) {
  const serve = useServers();

  const findings = async (changes?: Changes): Promise<Finding[]> => {
    const url = changes ? await serve(altered(changes)) : sandbox.url;
    const target = await findTarget({ stack: 'ConnectMessaging', sandbox: url });
    return Promise.all(checks(target).map(findingOf));
  };

  /** What did not pass, without the advice. */
  const complaints = async (changes?: Changes): Promise<Partial<Finding>[]> =>
    (await findings(changes))
      .filter(({ status }) => status !== 'pass')
      .map(({ todo: _, ...finding }) => finding);

  return { serve, findings, complaints };
}
