import { buildSync } from 'esbuild';
import { bundleOptions } from '../../infra/bundle';
import { type FunctionName, functions } from '../../infra/wiring';

const options = bundleOptions('/bundles', { minify: false });
const { outputFiles = [] } = buildSync({ ...options, packages: 'external', write: false });

/** The bundles by path, without the packages: what of our own code each task can reach. */
export const bundles = new Map(outputFiles.map(({ path, text }) => [path, text]));

/** The code of a function. */
export function bundleOf(name: FunctionName): string {
  return bundles.get(`/bundles/${functions[name].task}/index.js`) ?? '';
}

/** The environment variables that a piece of code asks for by one of these calls. */
export function variablesAsked(code: string, calls = 'requiredEnv'): string[] {
  const pattern = new RegExp(`\\b(?:${calls})\\("([A-Z_]+)"`, 'g');
  return [...new Set([...code.matchAll(pattern)].map(([, key = '']) => key))];
}

/** A call of an AWS API, and the variables that its source file reads. */
export interface Call {
  /** `@aws-sdk/client-sqs:SendMessageBatch` */
  command: string;
  variables: string[];
}

/** The calls that a bundle can make: the commands of the AWS SDK in the code that esbuild left in. */
export function callsIn(bundle: string): Call[] {
  const packages = new Map(
    [...bundle.matchAll(/var (\w+) = require\("([^"]+)"\)/g)].map(([, name, from]) => [name, from]),
  );
  return [...sourceFiles(bundle).values()].flatMap((code) => {
    const variables = variablesAsked(code);
    const commands = code.matchAll(/\b(\w+)\.(\w+)Command\(/g);
    return [...commands].map(([, name, command]) => ({
      command: `${packages.get(name)}:${command}`,
      variables,
    }));
  });
}

/** What esbuild took from each file, by the comments that it puts above each piece. */
function sourceFiles(bundle: string): Map<string, string> {
  const files = new Map<string, string>();
  const [, ...pieces] = bundle.split(/^\/\/ (?=[a-z]+\/\S+\.ts$)/m);
  for (const piece of pieces) {
    const [file = ''] = piece.split('\n', 1);
    files.set(file, `${files.get(file) ?? ''}${piece}`);
  }
  return files;
}
