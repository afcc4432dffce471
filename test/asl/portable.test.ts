import { notPortable } from './portable';
import { definitionOf } from './row';

const inState = (state: object) => ({ StartAt: 'A', States: { A: state } });

describe('a definition keeps to what runs alike in Step Functions and on the local engine', () => {
  it.each(['session-lifecycle', 'agent-event-router'])('%s', (name) => {
    expect(notPortable(definitionOf(name))).toEqual([]);
  });

  it.each([
    [
      'IsPresent: false',
      inState({ Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: false, Next: 'B' }] }),
      'States.A.Choices: a type test against false never matches: put Not around it',
    ],
    [
      'ResultPath "$"',
      inState({ Type: 'Pass', ResultPath: '$' }),
      'States.A: ResultPath "$" loses the result',
    ],
    [
      'a bracketed name',
      inState({ Type: 'Pass', InputPath: "$['a']" }),
      'States.A: a name in brackets is not understood in a path',
    ],
    [
      'a filter',
      inState({ Type: 'Pass', Parameters: { 'a.$': '$.list[?(@.b==1)]' } }),
      'States.A.Parameters: a filter that matches nothing fails',
    ],
    [
      'Pass with Result 0',
      inState({ Type: 'Pass', Result: 0 }),
      'States.A: a Pass with an empty Result passes its input on',
    ],
    [
      'States.JsonToString',
      inState({ Type: 'Pass', Parameters: { 'a.$': 'States.JsonToString($.b)' } }),
      'States.A.Parameters: an intrinsic function that the engine computes differently',
    ],
    [
      'a backslash in an intrinsic',
      inState({ Type: 'Pass', Parameters: { 'a.$': "States.Format('\\\\{}', $.b)" } }),
      'States.A.Parameters: a backslash vanishes from the strings of intrinsic functions',
    ],
    [
      'a question mark in StringMatches',
      inState({ Type: 'Choice', Choices: [{ Variable: '$.a', StringMatches: 'b?', Next: 'B' }] }),
      'States.A.Choices: ? is a wildcard in StringMatches',
    ],
    [
      'CausePath with an intrinsic',
      inState({ Type: 'Fail', Error: 'E', CausePath: "States.Format('{}', $.a)" }),
      'States.A: the error of a Fail state must be a path or a text',
    ],
    [
      'Fail without an Error',
      inState({ Type: 'Fail', Cause: 'because' }),
      'States.A: a Fail state needs an Error',
    ],
    [
      'States.TaskFailed on a Parallel',
      inState({ Type: 'Parallel', Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'B' }] }),
      'States.A: States.TaskFailed does not catch what fails in a Parallel or a Map',
    ],
    [
      'HeartbeatSeconds',
      inState({ Type: 'Task', HeartbeatSeconds: 5 }),
      'States.A: no heartbeats here',
    ],
    [
      'JSONata',
      { QueryLanguage: 'JSONata', StartAt: 'A', States: {} },
      ': JSONata and variables are passed through as they stand',
    ],
    [
      'variables',
      inState({ Type: 'Pass', Assign: { a: 1 } }),
      'States.A: JSONata and variables are passed through as they stand',
    ],
  ])('%s is refused', (_, definition, problem) => {
    expect(notPortable(definition)).toEqual([problem]);
  });
});
