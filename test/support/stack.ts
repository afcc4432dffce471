import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json';
import { readConfig } from '../../infra/config';
import { ConnectMessagingStack } from '../../infra/stack';
import { functions } from '../../infra/wiring';

type Context = Record<string, string>;

const root = join(__dirname, '..', '..');

/** The stack that a context gives, synthesised once for all test files. */
export function synthesise(context: Context): Template {
  const kept = join(root, 'node_modules', '.cache', 'templates', `${fingerprint(context)}.json`);
  if (!existsSync(kept)) keep(kept, synthesiseAnew(context).toJSON());
  return Template.fromJSON(JSON.parse(readFileSync(kept, 'utf8')));
}

/**
 * Functions hold no code here: bundling is tested apart. CDK's own check of the template is left
 * out unless asked for, because it loads a rule engine that takes longer than everything else.
 */
export function synthesiseAnew(
  context: Context,
  props: AppProps = { builtinCloudFormationValidation: false },
): Template {
  return withStack(context, props, (stack) => Template.fromStack(stack));
}

/** What a look at the constructs gives, where the template is not enough. */
export function withStack<Result>(
  context: Context,
  props: AppProps,
  look: (stack: ConnectMessagingStack) => Result,
): Result {
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  try {
    const app = new App({
      ...props,
      outdir: join(directory, 'out'),
      context: { ...cdkJson.context, 'aws:cdk:disable-asset-staging': true, ...context },
    });
    const config = readConfig(app.node.getAllContext());
    const bundles = emptyBundles(join(directory, 'bundles'));
    return look(new ConnectMessagingStack(app, config.stackName, { config, bundles }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function emptyBundles(directory: string): string {
  for (const { task } of Object.values(functions)) {
    mkdirSync(join(directory, task), { recursive: true });
    writeFileSync(join(directory, task, 'index.js'), '');
  }
  return directory;
}

/** Of everything that a template is made from, so that none is used after a change. */
function fingerprint(context: Context): string {
  const hash = createHash('sha256').update(JSON.stringify(context));
  const sources = ['infra', 'workflows', 'asl', 'cdk.json', 'package-lock.json', __filename];
  for (const file of sources.flatMap((source) => filesIn(resolve(root, source)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** Another test file may be doing the same at this moment: nobody may read half a template. */
function keep(file: string, template: object): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(template));
  renameSync(draft, file);
}
