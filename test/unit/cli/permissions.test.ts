import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const docs = readFileSync(join(root, 'docs', 'chat-ops.md'), 'utf8');

/** The rows of the table of permissions, by their first cell. */
const rows = new Map(
  [...(docs.split('## Permissions')[1] ?? '').matchAll(/^\| (.*?) \| (.*) \|$/gm)].map(
    ([, command = '', actions = '']) => [command, actions],
  ),
);

/** They are allowed by the tokens of the chat, not by a policy. */
const WITHOUT_POLICY = ['CreateParticipantConnection', 'SendMessage'];
/** What the document client calls them. */
const ITEMS = ['Get', 'Put', 'Update', 'Delete'];

/** The actions of the calls that a file makes, or every file of a folder. */
function actions(path: string): string[] {
  const at = join(root, path);
  const files = path.endsWith('.ts') ? [at] : readdirSync(at).map((file) => join(at, file));
  const code = files.map((file) => readFileSync(file, 'utf8'));
  const calls = [...code.join('\n').matchAll(/new (\w+)Command\(|\bpaginate(\w+)\(/g)];
  const names = calls.map(([, command, pages]) => command ?? pages ?? '');
  return [...new Set(names)]
    .filter((name) => !WITHOUT_POLICY.includes(name))
    .map((name) => (ITEMS.includes(name) ? `${name}Item` : name));
}

it.each([
  ['all', 'cli/stack/target.ts'],
  ['`doctor`', 'cli/doctor'],
  ['`doctor`', 'cli/stack/test-contact.ts'],
  ['`smoke`', 'cli/smoke'],
  ['`pause`, `resume`', 'cli/stack/mappings.ts'],
  ['`failures discard`', 'domain/failures/discard.ts'],
  ['`failures discard`', 'domain/failures/ledger-reader.ts'],
  ['`sessions show`', 'cli/sessions'],
])('the permissions of %s name every call in %s', (command, path) => {
  const called = actions(path);
  expect(called).not.toEqual([]);
  const row = rows.get(command) ?? '';
  expect(called.filter((action) => !row.match(new RegExp(`\\b${action}\`|:${action}\``)))).toEqual(
    [],
  );
});
