import { explain } from '../errors';
import type { Report } from '../report';

interface Leftover {
  what: string;
  remove(): Promise<unknown>;
}

/** What must be gone at the end, however it ends. */
export class Cleanup {
  private readonly leftovers: Leftover[] = [];

  add(what: string, remove: () => Promise<unknown>): void {
    this.leftovers.push({ what, remove });
  }

  /** Removes everything, the latest first; what cannot be removed is named. */
  async run(report: Report): Promise<void> {
    for (const { what, remove } of this.leftovers.splice(0).reverse()) {
      try {
        await remove();
        report.add({ check: 'clean up', status: 'pass', why: what });
      } catch (error) {
        const todo = 'Remove it by hand.';
        report.add({ check: 'clean up', status: 'fail', why: `${what}: ${explain(error)}`, todo });
      }
    }
  }
}
