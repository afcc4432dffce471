import { join } from 'node:path';
import { build } from 'esbuild';

export interface PageBundle {
  script: string;
  style: string;
}

/** Bundles the page into memory. */
export async function bundlePage(): Promise<PageBundle> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'page.tsx')],
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const [script = '', style = ''] = ['.js', '.css'].map(
    (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text,
  );
  return { script, style };
}
