/** A state machine as a graph. Knows nothing of how it is drawn. */

export type StateType =
  | 'Task'
  | 'Choice'
  | 'Pass'
  | 'Wait'
  | 'Succeed'
  | 'Fail'
  | 'Map'
  | 'Parallel';

/** What of a state in the Amazon States Language says where it leads. */
interface State {
  Type: StateType;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
}

export interface Definition {
  StartAt: string;
  States: Record<string, State>;
}

export interface Node {
  /** The state's name. */
  id: string;
  type: StateType;
}

export interface Edge {
  from: string;
  to: string;
  /** `next` is also what a Choice chooses, `otherwise` what it takes when nothing matches, `catch` a caught error. */
  kind: 'next' | 'otherwise' | 'catch';
  /** The errors that are caught. */
  errors: string[];
}

export interface Graph {
  start: string;
  nodes: Node[];
  /** At most one for two states: where they are joined in several ways, the most usual one. */
  edges: Edge[];
}

/** The graph of a definition (Amazon States Language specification, "Transitions"). */
export function graphOf({ StartAt, States }: Definition): Graph {
  const nodes = Object.entries(States).map(([id, { Type }]) => ({ id, type: Type }));
  const edges = new Map<string, Edge>();
  for (const edge of Object.entries(States).flatMap(([name, state]) => edgesFrom(name, state))) {
    const key = `${edge.from} ${edge.to}`;
    const known = edges.get(key);
    if (known) known.errors.push(...edge.errors);
    else edges.set(key, edge);
  }
  return { start: StartAt, nodes, edges: [...edges.values()] };
}

/** The usual ways first. */
function edgesFrom(from: string, { Next, Choices = [], Default, Catch = [] }: State): Edge[] {
  const edge = (to: string, kind: Edge['kind'], errors: string[] = []) => ({
    from,
    to,
    kind,
    errors,
  });
  return [
    ...(Next ? [edge(Next, 'next')] : []),
    ...Choices.map((choice) => edge(choice.Next, 'next')),
    ...(Default ? [edge(Default, 'otherwise')] : []),
    ...Catch.map(({ ErrorEquals, Next: to }) => edge(to, 'catch', ErrorEquals)),
  ];
}
