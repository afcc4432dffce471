import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', 'fixtures');

/** A provider's JSON, read anew for each test: `fixture('facebook/text')`. */
export function fixture<Json = unknown>(name: string): Json {
  return JSON.parse(fixtureText(name));
}

/** The same as it would arrive: the very characters of the file. */
export function fixtureText(name: string): string {
  return readFileSync(join(folder, `${name}.json`), 'utf8').trimEnd();
}

/** The names of all fixtures in a folder, to be read with `fixture`. */
export function fixturesIn(subfolder: string): string[] {
  return readdirSync(join(folder, subfolder)).map(
    (file) => `${subfolder}/${file.replace(/\.json$/, '')}`,
  );
}
