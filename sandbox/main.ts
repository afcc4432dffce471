import { parseArgs } from 'node:util';
import { isAttended, openBrowser } from './browser';
import { startSandbox } from './sandbox';
import { facebookSecret, hurriedPauses, pauses } from './settings';

const help = `Usage: npm start -- [options]

Runs the whole loop on this machine: the real state machines and tasks against simulated services.
Opens its page, where you are the customers and the agent.

  --port <number>  where to listen on 127.0.0.1; 0 takes any free port (default: PORT, or 8088)
  --no-open        open no browser; none is opened without a terminal, or in CI
  --hurry          retry after moments instead of seconds
  --while-input    end when standard input ends, as it does when whoever started it is gone
  --verbose        print the functions' logs to standard error
  --help           print this
`;

async function main(): Promise<void> {
  // The SDK warns on Node.js 20, which it goes on supporting until January 2027.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      port: { type: 'string', default: process.env.PORT || '8088' },
      open: { type: 'boolean', default: true },
      hurry: { type: 'boolean', default: false },
      'while-input': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const { url, stop } = await startSandbox({
    port: portNumber(values.port),
    pauses: values.hurry ? hurriedPauses : pauses,
    onLog: values.verbose
      ? ({ function: name, line }) => process.stderr.write(`${name}: ${line}\n`)
      : undefined,
  });
  const end = () => void stop().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  if (values['while-input']) process.stdin.once('end', end).resume();
  const secrets = Object.entries(facebookSecret).map(([key, value]) => `  ${key} ${value}`);
  process.stdout.write(`Secrets of the sandbox:\n${secrets.join('\n')}\n${url}\n`);
  if (values.open && isAttended()) await openBrowser(url);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port takes a number from 0 to 65535, not ${text}.`);
}

main().catch((error: Error) => {
  const isUsage = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const help = isUsage ? '\nOptions follow two dashes, as in npm start -- --help\n' : '\n';
  process.stderr.write(`${error.message}${help}`);
  process.exitCode = 1;
});
