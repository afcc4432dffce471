import { useSandbox } from '../support/shared-sandbox';
import { describeCrashes } from './crashes';
import { chats } from './stories';

describe('whoever dies after any call on the way to the agent, the promises hold', () => {
  useSandbox();
  describeCrashes(chats);
});
