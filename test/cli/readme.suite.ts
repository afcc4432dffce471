import { normalised, typed } from '../support/console-transcript';
import { blocks } from '../support/readme';
import { sandbox } from '../support/shared-sandbox';

it('prints what the README says about failures', async () => {
  const told = blocks('Failures', 'console');
  expect(told).toContain('chat-ops failures replay');
  const here = await typed(told, { URL: sandbox.url });
  expect(normalised(here)).toEqual(normalised(told));
}, 180_000);
