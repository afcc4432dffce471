const { createHash } = require('node:crypto');
const { transformSync } = require('esbuild');

const options = { format: 'cjs', target: 'node20', sourcemap: 'inline', keepNames: true };

/** Lets jest run TypeScript and ECMAScript modules by the bundler that is here already; types are checked apart. */
module.exports = {
  getCacheKey: (source, file) =>
    createHash('sha256').update(JSON.stringify(options)).update(file).update(source).digest('hex'),
  process: (source, file) => {
    const loader = file.endsWith('.ts') ? 'ts' : 'js';
    return transformSync(source, { ...options, loader, sourcefile: file });
  },
};
