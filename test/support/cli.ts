import { Writable } from 'node:stream';
import { main } from '../../cli/main';

// The clients warn on Node.js 20 otherwise.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** A line of `--json`. */
export interface Finding {
  check: string;
  status: string;
  why: string;
  todo?: string;
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

interface Circumstances {
  /** Instead of the account, profile and Region of whoever runs the tests. */
  env?: Record<string, string>;
  /** Interrupts once this has been written. */
  interruptAt?: string;
}

/** Runs `chat-ops` to its end, where nobody can be asked. */
export async function chatOps(args: string[], circumstances: Circumstances = {}): Promise<Ended> {
  const { env = {}, interruptAt = '' } = circumstances;
  const listeners: (() => void)[] = [];
  const stdout = new Written((text) => {
    if (interruptAt && text.includes(interruptAt))
      for (const listener of listeners.splice(0)) listener();
  });
  const stderr = new Written();
  const stdin = new Writable() as unknown as NodeJS.ReadableStream;
  const onInterrupt = (listener: () => void) => listeners.push(listener);
  const code = await inEnvironment(env, () => main(args, { stdin, stdout, stderr, onInterrupt }));
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Runs a command with `--json`. */
export async function findingsOf(
  args: string[],
  circumstances?: Circumstances,
): Promise<Ended & { findings: Finding[] }> {
  const result = await chatOps([...args, '--json'], circumstances);
  const lines = result.stdout.split('\n').filter(Boolean);
  return { ...result, findings: lines.map((line) => JSON.parse(line) as Finding) };
}

class Written extends Writable {
  text = '';

  constructor(private readonly onText: (text: string) => void = () => undefined) {
    super();
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    this.onText(this.text);
    done();
  }
}

async function inEnvironment<Result>(
  env: Record<string, string>,
  run: () => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  for (const name of Object.keys(before))
    if (/^AWS_(?!SDK_JS)/.test(name)) delete process.env[name];
  const nowhere = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  Object.assign(process.env, { ...nowhere, AWS_EC2_METADATA_DISABLED: 'true' }, env);
  try {
    return await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
