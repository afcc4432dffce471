import { type Check, failure, findingOf } from '../checks';
import type { Report } from '../report';

/** The conversation cannot go on: the reason is in the report already. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** The steps of a conversation, and what is learnt on the way. */
export class Steps {
  constructor(
    private readonly report: Report,
    /** Ends the conversation before its next step. */
    readonly signal: AbortSignal,
  ) {}

  /**
   * Does what the next steps need.
   *
   * @throws StepFailed
   */
  async step(check: string, run: () => Promise<string>): Promise<string> {
    this.goOn();
    try {
      const why = await run();
      this.report.add({ check, status: 'pass', why });
      return why;
    } catch (error) {
      if (!this.signal.aborted) this.report.add(failure(check, error));
      throw new StepFailed();
    }
  }

  /**
   * Looks at something that the system relies on; the conversation goes on in any case.
   *
   * @returns whether it holds
   */
  async fact(name: string, run: Check['run']): Promise<boolean> {
    this.goOn();
    const finding = await findingOf({ name, run });
    if (!this.signal.aborted) this.report.add(finding);
    return finding.status === 'pass';
  }

  /** Tells something that is neither good nor bad. */
  note(check: string, why: string): void {
    this.goOn();
    this.report.add({ check, status: 'note', why });
  }

  /** Tells what was not tried. */
  skip(check: string, why: string): void {
    this.goOn();
    this.report.add({ check, status: 'skip', why });
  }

  private goOn(): void {
    if (this.signal.aborted) throw new StepFailed();
  }
}
