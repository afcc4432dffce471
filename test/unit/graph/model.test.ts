import { graphOf } from '../../../graph/model';

const graph = graphOf({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Next: 'IsKnown',
      Catch: [
        { ErrorEquals: ['Throttled', 'Refused'], Next: 'Stop' },
        { ErrorEquals: ['States.ALL'], Next: 'Stop' },
      ],
    },
    IsKnown: { Type: 'Choice', Choices: [{ Next: 'Done' }, { Next: 'Done' }], Default: 'Stop' },
    Done: { Type: 'Succeed' },
    Stop: { Type: 'Fail' },
  },
});

describe('the graph of a definition', () => {
  it('has a node for each state', () => {
    expect(graph.start).toBe('Ask');
    expect(graph.nodes).toEqual([
      { id: 'Ask', type: 'Task' },
      { id: 'IsKnown', type: 'Choice' },
      { id: 'Done', type: 'Succeed' },
      { id: 'Stop', type: 'Fail' },
    ]);
  });

  it('has one edge for each way, however often the definition names it', () => {
    expect(graph.edges).toEqual([
      { from: 'Ask', to: 'IsKnown', kind: 'next', errors: [] },
      { from: 'Ask', to: 'Stop', kind: 'catch', errors: ['Throttled', 'Refused', 'States.ALL'] },
      { from: 'IsKnown', to: 'Done', kind: 'next', errors: [] },
      { from: 'IsKnown', to: 'Stop', kind: 'otherwise', errors: [] },
    ]);
  });

  it('takes the usual way for the edge where an error leads to the same state', () => {
    const { edges } = graphOf({
      StartAt: 'Close',
      States: {
        Close: { Type: 'Task', Next: 'End', Catch: [{ ErrorEquals: ['Gone'], Next: 'End' }] },
        End: { Type: 'Succeed' },
      },
    });
    expect(edges).toEqual([{ from: 'Close', to: 'End', kind: 'next', errors: ['Gone'] }]);
  });
});
