import { buildSync } from 'esbuild';
import { placed } from '../../../graph/layout';
import { graphOf } from '../../../graph/model';
import { type Run, svgOf } from '../../../graph/svg';

const graph = graphOf({
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Next: 'Tell', Catch: [{ ErrorEquals: ['<Refused>'], Next: 'Stop' }] },
    Tell: { Type: 'Task', Next: 'Done', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Stop' }] },
    Done: { Type: 'Succeed' },
    Stop: { Type: 'Fail' },
  },
});

/** The classes of each state, by its label. */
function statesIn(svg: string): Record<string, string> {
  const groups = svg.matchAll(/<g class="state ([^"]+)">.*?<text[^>]*>([^<]+)</g);
  return Object.fromEntries([...groups].map(([, classes, label]) => [label, classes]));
}

const edgesIn = (svg: string) =>
  [...svg.matchAll(/<path class="edge (\w+ ?\w*)"/g)].map(([, classes]) => classes);

describe('a picture of a state machine', () => {
  const svg = svgOf({ graph, title: 'Tom & <Jerry>' });

  it('shows each state with its type, and each way', () => {
    expect(statesIn(svg)).toEqual({ Ask: 'Task', Tell: 'Task', Done: 'Succeed', Stop: 'Fail' });
    expect(edgesIn(svg)).toEqual(['next', 'catch', 'next', 'catch']);
  });

  it('has a title for who cannot see it, and the errors that lead along an edge', () => {
    expect(svg).toContain('role="img"');
    expect(svg).toContain('<title>Tom &amp; &lt;Jerry&gt;</title>');
    expect(svg).toContain('<title>&lt;Refused&gt;</title>');
  });

  it('is the same each time', () => {
    expect(svgOf({ graph, title: 'Tom & <Jerry>' })).toBe(svg);
  });
});

describe('a picture of an execution', () => {
  const run: Run = {
    path: [
      { state: 'Ask', status: 'succeeded' },
      { state: 'Tell', status: 'caught' },
      { state: 'Stop', status: 'failed' },
    ],
  };
  const svg = svgOf({ graph, title: 'run', run });

  it('marks how each state ended, and not by colour alone', () => {
    expect(statesIn(svg)).toEqual({
      '✓ Ask': 'Task succeeded',
      '! Tell': 'Task caught',
      Done: 'Succeed other',
      '✗ Stop': 'Fail failed',
    });
  });

  it('marks the way that was taken', () => {
    expect(edgesIn(svg)).toEqual(['next taken', 'catch other', 'next other', 'catch taken']);
  });

  it('shows the last end of a state that was entered twice', () => {
    const path = [...run.path.slice(0, 2), { state: 'Ask', status: 'failed' } as const];
    expect(statesIn(svgOf({ graph, title: 'run', run: { path } }))['✗ Ask']).toBe('Task failed');
  });
});

describe('the layout', () => {
  const { width, height, nodes, edges } = placed(graph);

  it('holds every state and every bend', () => {
    const points = [
      ...nodes.flatMap((n) => [
        { x: n.x - n.width / 2, y: n.y - n.height / 2 },
        { x: n.x + n.width / 2, y: n.y + n.height / 2 },
      ]),
      ...edges.flatMap((edge) => edge.points),
    ];
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  it('lets no two states overlap', () => {
    for (const [index, one] of nodes.entries()) {
      for (const other of nodes.slice(index + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        expect(apart).toBe(true);
      }
    }
  });
});

it('draws in a browser, too: nothing of Node.js is in it', () => {
  const { outputFiles = [], errors } = buildSync({
    entryPoints: ['graph/svg.ts'],
    absWorkingDir: `${__dirname}/../../..`,
    bundle: true,
    platform: 'browser',
    write: false,
  });
  expect(errors).toEqual([]);
  expect(outputFiles).toHaveLength(1);
});
