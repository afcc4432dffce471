import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const kept = new Map<string, unknown>();

/**
 * A module as a function loads it that finds these variables. It is loaded anew with all that it
 * imports, but for the modules to `keep`: they take long to load and read none of the variables.
 * Calls for `jest.restoreAllMocks()` after each test.
 */
export function deployed<Module extends object>(
  file: string,
  environment: Record<string, string>,
  keep: string[] = [],
): Module {
  for (const name of keep) keepLoaded(pathOf(name));
  jest.replaceProperty(process, 'env', { ...process.env, ...environment });
  jest.resetModules();
  return jest.requireActual<Module>(pathOf(file));
}

function keepLoaded(path: string): void {
  if (kept.has(path)) return;
  const module: object = jest.requireActual(path);
  kept.set(path, module);
  jest.doMock(path, () => module);
}

/** Files are named from the project's folder. */
function pathOf(name: string): string {
  return /^(domain|channels|tasks)\//.test(name) ? join(ROOT, name) : name;
}
