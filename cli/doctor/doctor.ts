import { runChecks } from '../checks';
import type { CommonOptions } from '../command';
import { INTERRUPTED, untilInterrupted } from '../interruption';
import { Report } from '../report';
import { findTarget } from '../stack/target';
import type { Run } from '../terminal';
import { facebookChecks } from './facebook';
import { pipelineCheck } from './pipeline';
import { queueChecks } from './queues';
import { topicChecks } from './topics';

export interface DoctorOptions extends CommonOptions {
  /** Seconds for the test notification. */
  timeout: number;
  /** Seconds that a message may wait in a queue. */
  maxAge: number;
}

/** Checks a stack from outside; what is deployed is not changed. */
export async function doctor(options: DoctorOptions, run: Run): Promise<void> {
  const target = await findTarget(options);
  const report = new Report(options.json, run);
  const signal = untilInterrupted(run, 'removing the test session');
  const checks = [
    ...topicChecks(target),
    ...queueChecks(target, options.maxAge),
    pipelineCheck(target, options.timeout, signal),
    ...facebookChecks(target),
  ];
  await runChecks(checks, report);
  report.close();
  if (signal.aborted) run.exitCode = INTERRUPTED;
}
