import { describeCrashes } from './crashes';
import { outbound } from './stories';

describe('whoever dies after any call on the way to the customer, the promises hold', () => {
  describeCrashes(outbound);
});
