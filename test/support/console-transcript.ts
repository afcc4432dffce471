import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PROMPT = '$ ';

/** The commands of a transcript in a document, and what it says that each one printed. */
export function commandsOf(transcript: string): string[] {
  return transcript
    .split('\n')
    .flatMap((line) => (line.startsWith(PROMPT) ? [line.slice(PROMPT.length)] : []));
}

/** Types the commands of a transcript in one shell. @returns the transcript as it is here and now */
export async function typed(transcript: string, env: Record<string, string>): Promise<string> {
  const script = commandsOf(transcript)
    .map((command) => `printf '%s\\n' ${quoted(PROMPT + command)}\n${command}\necho`)
    .join('\n');
  // npm may have something to say about how it is set up here.
  const options = { env: { ...process.env, npm_config_loglevel: 'error', ...env } };
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], options);
  return stdout;
}

/** A transcript without what differs each time: ids, times, the URL, empty lines. */
export function normalised(transcript: string): string[] {
  return transcript
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replace(/[0-9a-f]{32}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
    .replace(/\d\d-\d\d \d\d:\d\d/g, 'TIME')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'URL')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
