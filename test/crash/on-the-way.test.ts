import { useSandbox } from '../support/shared-sandbox';
import { describeCrashes } from './crashes';
import { heldUp, outbound } from './stories';

describe('whoever dies after any call, the promises hold', () => {
  useSandbox();
  describe('of what is held up on the way to the agent', () => describeCrashes(heldUp));
  describe('of what goes to the customer', () => describeCrashes(outbound));
});
