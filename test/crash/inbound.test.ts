import { describeCrashes } from './crashes';
import { inbound } from './stories';

describe('whoever dies after any call on the way to the agent, the promises hold', () => {
  describeCrashes(inbound);
});
