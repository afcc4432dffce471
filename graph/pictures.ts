import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, graphOf } from './model';
import { type Run, svgOf } from './svg';

const root = join(__dirname, '..');

/** The page token was refused: the way that an execution takes then. */
export const failedExecution: Run = {
  path: [
    { state: 'IsForCustomer', status: 'succeeded' },
    { state: 'LookUpContact', status: 'succeeded' },
    { state: 'IsContactKnown', status: 'succeeded' },
    { state: 'UseContact', status: 'succeeded' },
    { state: 'WhatHappened', status: 'succeeded' },
    { state: 'SendMessenger', status: 'caught' },
    { state: 'MessageNotDelivered', status: 'failed' },
  ],
};

function picture(machine: string, title: string, run?: Run): string {
  const definition = readFileSync(join(root, 'asl', `${machine}.asl.json`), 'utf8');
  const graph = graphOf(JSON.parse(definition) as Definition);
  return svgOf({ graph, title, ...(run && { run }) });
}

/** The pictures of the documentation, by file. */
export function pictures(): Map<string, string> {
  return new Map([
    [
      'docs/session-lifecycle.svg',
      picture('session-lifecycle', 'session-lifecycle: brings a customer’s message into the chat'),
    ],
    [
      'docs/agent-event-router.svg',
      picture('agent-event-router', 'agent-event-router: brings the agent’s words to the customer'),
    ],
    [
      'docs/failed-execution.svg',
      picture(
        'agent-event-router',
        'A failed execution: SendMessenger failed, and MessageNotDelivered ended it',
        failedExecution,
      ),
    ],
  ]);
}
