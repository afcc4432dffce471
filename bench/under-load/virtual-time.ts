/** Time that passes as fast as what happens in it is worked off. In milliseconds. */
export class VirtualTime {
  now = 0;
  private readonly agenda: { at: number; happen: () => void }[] = [];

  in(ms: number, happen: () => void): void {
    const at = this.now + ms;
    const index = this.agenda.findLastIndex((other) => other.at <= at) + 1;
    this.agenda.splice(index, 0, { at, happen });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.in(ms, resolve));
  }

  /** Until nothing is left to happen. */
  async run(): Promise<void> {
    for (let next = this.agenda.shift(); next; next = this.agenda.shift()) {
      this.now = next.at;
      next.happen();
      // What waited for this goes on before time does.
      await new Promise(setImmediate);
    }
  }
}
