import type { CommonOptions } from '../command';
import { confirm } from '../confirm';
import { INTERRUPTED, untilInterrupted } from '../interruption';
import { Report } from '../report';
import { findTarget } from '../stack/target';
import type { Run } from '../terminal';
import { Cleanup } from './cleanup';
import { Conversation } from './conversation';
import { StepFailed, Steps } from './steps';

export interface SmokeOptions extends CommonOptions {
  yes: boolean;
  throttle: boolean;
  timeout: number;
}

/** Holds a test conversation with a real instance, and leaves nothing behind. */
export async function smoke({ json, yes, ...options }: SmokeOptions, run: Run): Promise<void> {
  const target = await findTarget(options);
  const { instance, outputs } = target;
  if (!yes) {
    await confirm(
      `This starts a chat of flow ${outputs.ContactFlowId} on instance ${instance.id}, which an agent may be offered.`,
      run,
    );
  }
  const report = new Report(json, run);
  const cleanup = new Cleanup();
  const reaction = 'ending the chat and removing what is temporary';
  const steps = new Steps(report, untilInterrupted(run, reaction));
  try {
    await new Conversation({ target, steps, cleanup, ...options }).hold();
  } catch (error) {
    if (!(error instanceof StepFailed || steps.signal.aborted)) throw error;
  } finally {
    await cleanup.run(report);
    report.close();
  }
  if (steps.signal.aborted) run.exitCode = INTERRUPTED;
}
