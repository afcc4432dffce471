/** What a definition may hold so that it means the same in Step Functions and on the local engine. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Place {
  /** Of the state, or empty at the top. */
  path: string[];
  key: string;
  value: Json;
  /** The object that holds it. */
  owner: Record<string, Json>;
}

interface Rule {
  problem: string;
  breaks(place: Place): boolean;
}

const TYPE_TEST = /^Is(Present|Null|String|Numeric|Boolean|Timestamp)$/;
const INTRINSIC = /States\.(\w+)\(/g;
const PORTABLE_INTRINSIC = /^(Format|UUID|Hash|Array\w*)$/;
const JSONATA_FIELDS = new Set(['QueryLanguage', 'Assign', 'Output', 'Arguments', 'Condition']);

const rules: Rule[] = [
  {
    problem: 'a type test against false never matches: put Not around it',
    breaks: ({ key, value }) => TYPE_TEST.test(key) && value === false,
  },
  {
    problem: 'ResultPath "$" loses the result',
    breaks: ({ key, value }) => key === 'ResultPath' && value === '$',
  },
  {
    problem: 'a name in brackets is not understood in a path',
    breaks: ({ value }) => isPath(value) && /\[['"]/.test(value),
  },
  {
    problem: 'a filter that matches nothing fails',
    breaks: ({ value }) => isPath(value) && value.includes('[?'),
  },
  {
    problem: 'a Pass with an empty Result passes its input on',
    breaks: ({ key, value, owner }) => owner.Type === 'Pass' && key === 'Result' && !value,
  },
  {
    problem: 'an intrinsic function that the engine computes differently',
    breaks: ({ value }) => intrinsicsOf(value).some((name) => !PORTABLE_INTRINSIC.test(name)),
  },
  {
    problem: 'a backslash vanishes from the strings of intrinsic functions',
    breaks: ({ value }) => intrinsicsOf(value).length > 0 && String(value).includes('\\'),
  },
  {
    problem: '? is a wildcard in StringMatches',
    breaks: ({ key, value }) => key === 'StringMatches' && String(value).includes('?'),
  },
  {
    problem: 'the error of a Fail state must be a path or a text',
    breaks: ({ key, value }) => /^(Error|Cause)Path$/.test(key) && intrinsicsOf(value).length > 0,
  },
  {
    problem: 'a Fail state needs an Error',
    breaks: ({ key, value, owner }) =>
      key === 'Type' && value === 'Fail' && !('Error' in owner || 'ErrorPath' in owner),
  },
  {
    problem: 'States.TaskFailed does not catch what fails in a Parallel or a Map',
    breaks: ({ key, value, owner }) =>
      key === 'Catch' && owner.Type !== 'Task' && JSON.stringify(value).includes('TaskFailed'),
  },
  {
    problem: 'no heartbeats here',
    breaks: ({ key }) => key.startsWith('HeartbeatSeconds'),
  },
  {
    problem: 'JSONata and variables are passed through as they stand',
    breaks: ({ key, owner }) =>
      JSONATA_FIELDS.has(key) && !('Parameters' in owner && key === 'Output'),
  },
];

/** The constructs of a definition that would not run alike everywhere: `StateName: problem`. */
export function notPortable(definition: object): string[] {
  return places(definition as Record<string, Json>).flatMap((place) =>
    rules
      .filter(({ breaks }) => breaks(place))
      .map(({ problem }) => `${place.path.join('.')}: ${problem}`),
  );
}

/** Every key of the definition, except inside what is handed to a task. */
function places(owner: Record<string, Json>, path: string[] = []): Place[] {
  return Object.entries(owner).flatMap(([key, value]) => [
    { path, key, value, owner },
    ...objectsIn(value).flatMap((inner) => places(inner, [...path, key])),
  ]);
}

function objectsIn(value: Json): Record<string, Json>[] {
  if (value === null || typeof value !== 'object') return [];
  return Array.isArray(value) ? value.flatMap(objectsIn) : [value];
}

function isPath(value: Json): value is string {
  return typeof value === 'string' && /^\$|\(\$|, ?\$/.test(value);
}

function intrinsicsOf(value: Json): string[] {
  return typeof value === 'string'
    ? [...value.matchAll(INTRINSIC)].map(([, name = '']) => name)
    : [];
}
