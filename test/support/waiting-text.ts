/** What a deployment tells customers who wait for a full instance. To be imported before what tells it. */
export const WAITING_TEXT = 'We have your message.';

Object.assign(process.env, { WAITING_TEXT });
