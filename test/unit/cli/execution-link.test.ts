import { executionLink } from '../../../cli/failures/execution-link';
import { targetWith } from '../../support/target';

const executionArn =
  'arn:aws:states:us-east-1:111122223333:express:agent-event-router:agent-0f0e-r1-2:5d1c';
const attempt = { at: '2026-11-20T10:00:00.000Z', error: 'Refused', cause: '', executionArn };

it('leads to the execution in the console, which looks from a minute before', () => {
  expect(executionLink(attempt, targetWith())).toBe(
    `https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/express-executions/details/${executionArn}?startDate=${Date.parse('2026-11-20T09:59:00.000Z')}`,
  );
});

it('leads to the sandbox where that is what failed', () => {
  expect(executionLink(attempt, targetWith(), 'http://127.0.0.1:8088')).toBe(
    'http://127.0.0.1:8088/sandbox/executions/agent-0f0e-r1-2',
  );
});

it('leads nowhere where nothing was started', () => {
  const { executionArn: _, ...silent } = attempt;
  expect(executionLink(silent, targetWith())).toBeUndefined();
});
