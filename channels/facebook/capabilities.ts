import type { Capabilities } from '../channel';

/** Messenger Platform, "Send messages": 2,000 characters of text, 13 quick replies of 20 characters each. */
const TEXT_LIMIT = 2000;

export const capabilities: Capabilities = {
  name: 'facebook',
  fits: (text) => text.length <= TEXT_LIMIT,
  quickReplies: { count: 13, titleLength: 20 },
};
