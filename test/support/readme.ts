import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The blocks of a language in a section, as a reader pastes them one after the other. */
export function blocks(section: string, language: string): string {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  const [, text = ''] = new RegExp(`## ${section}\\n([^]*?)\\n## `).exec(readme) ?? [];
  const found = text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'));
  return [...found].map(([, block]) => block).join('\n');
}
