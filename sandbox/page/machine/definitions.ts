import agentEventRouter from '../../../asl/agent-event-router.asl.json';
import sessionLifecycle from '../../../asl/session-lifecycle.asl.json';
import { type Layout, placed } from '../../../graph/layout';
import { type Definition, type Graph, graphOf } from '../../../graph/model';
import type { MachineName } from '../store/view';

interface CommentedDefinition extends Definition {
  Comment?: string;
  States: Record<string, Definition['States'][string] & { Comment?: string; Resource?: string }>;
}

/** What asl/ holds. */
export const definitions: Record<MachineName, CommentedDefinition> = {
  'session-lifecycle': sessionLifecycle as CommentedDefinition,
  'agent-event-router': agentEventRouter as CommentedDefinition,
};

const DENSE = {
  nodesep: 9,
  ranksep: 22,
  edgesep: 8,
  nodeHeight: 30,
  characterWidth: 7.4,
  nodePadding: 28,
};

/** Where everything is drawn. */
export const layouts: Record<MachineName, Layout> = {
  'session-lifecycle': placed(quiet(graphOf(definitions['session-lifecycle'])), DENSE),
  'agent-event-router': placed(quiet(graphOf(definitions['agent-event-router'])), DENSE),
};

/**
 * Without the caught errors that end the execution, where something else leads to that end, too:
 * nearly every state has one, and on a screen they hide the rest. They are drawn when they are taken.
 */
function quiet(graph: Graph): Graph {
  const ends = new Set(graph.nodes.flatMap(({ id, type }) => (type === 'Fail' ? id : [])));
  const reached = new Set(graph.edges.flatMap(({ to, kind }) => (kind === 'catch' ? [] : to)));
  const isNoise = ({ kind, to }: Graph['edges'][number]) =>
    kind === 'catch' && ends.has(to) && reached.has(to);
  return { ...graph, edges: graph.edges.filter((edge) => !isNoise(edge)) };
}
