import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { functions } from './wiring';

const root = join(__dirname, '..');

/**
 * How every task is bundled, to `<outdir>/<task>/index.js`. The AWS SDK is part of the bundle, so
 * that the version tested is the version that runs.
 */
export function bundleOptions(outdir: string, { minify }: { minify: boolean }): BuildOptions {
  const tasks = new Set(Object.values(functions).map(({ task }) => task));
  return {
    absWorkingDir: root,
    entryPoints: [...tasks].map((task) => ({
      in: `tasks/${task}/handler.ts`,
      out: `${task}/index`,
    })),
    outdir,
    bundle: true,
    platform: 'node',
    // The sandbox runs the same bundles on the developer's Node.js.
    target: 'node20',
    minify,
    // Error names are what ASL's ErrorEquals matches.
    keepNames: true,
    logLevel: 'warning',
  };
}

/** Bundles every task in one go: a run of esbuild for each would take longer than the rest of the synthesis. */
export function bundleTasks(outdir: string): void {
  buildSync(bundleOptions(outdir, { minify: true }));
}
