import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failedExecution, pictures } from '../../graph/pictures';
import { agentEventRouterRows } from './agent-event-router.rows';

const drawn = [...pictures()];

describe('the pictures of the documentation', () => {
  it.each(drawn)('%s is what the definition says today; else: npm run draw', (file, svg) => {
    expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toBe(svg);
  });

  it.each(drawn)('%s stands in a document', (file) => {
    const documents = ['README.md', 'docs/how-it-works.md', 'docs/chat-ops.md'];
    const texts = documents.map((name) => readFileSync(join(__dirname, '..', '..', name), 'utf8'));
    expect(texts.join()).toMatch(new RegExp(`\\]\\((docs/)?${file.replace('docs/', '')}\\)`));
  });

  it('show a failed execution whose way is one that executions take', () => {
    const path = failedExecution.path.map(({ state }) => state);
    const failing = agentEventRouterRows.filter(({ error }) => error === 'CredentialsRefused');
    expect(failing.map((row) => row.path)).toContainEqual(path);
  });
});
