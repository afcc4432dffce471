/** Where a command reads and writes: a process, or a test. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; hasColors?(): boolean };
  stderr: NodeJS.WritableStream;
  /** Calls the listener instead of ending when somebody interrupts. */
  onInterrupt(listener: () => void): void;
}

/** The terminal of one run, and how the run went. */
export interface Run extends Terminal {
  /** What the process will exit with. */
  exitCode: number;
}
