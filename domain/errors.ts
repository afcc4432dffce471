/**
 * The errors of this system, grouped by what is done about them. `name` is what ASL's ErrorEquals
 * matches and what an operator reads in the failure ledger, so it is part of the interface. No
 * message may hold a customer's words, a phone number or a token: messages reach logs.
 */

/** What is done about a failed execution. */
export type Disposition =
  /** A quota is used up: try again soon, and do not count it as an attempt. */
  | 'wait'
  /** Something is broken for the moment: try again, a limited number of times. */
  | 'retry'
  /** It can never succeed as it is: straight to the failure ledger. */
  | 'refuse'
  /** It may have taken effect, and repeating it could double it: a person decides. */
  | 'unknown';

/** A service answered that its rate is used up, so the call had no effect. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** The instance has as many concurrent chats as its quota allows (StartChatContact: LimitExceededException). */
export class ChatQuotaFull extends Error {
  override readonly name = 'ChatQuotaFull';
}

/** A service failed for the moment; calling again is safe. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
}

/** Connect no longer takes messages for this chat: it has ended, or the instance has a fault. */
export class ChatOver extends Error {
  override readonly name = 'ChatOver';
}

/** Another execution changed this customer's session meanwhile; the next attempt reads it anew. */
export class SessionTaken extends Error {
  override readonly name = 'SessionTaken';
}

/** The contact flow ends each chat before anybody could say something in it. */
export class ChatEndedByFlow extends Error {
  override readonly name = 'ChatEndedByFlow';
}

/** The receiver refuses this message for good: retrying it unchanged is pointless. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The provider refuses our credentials, even after they were read anew: someone must rotate them. */
export class CredentialsRefused extends Error {
  override readonly name = 'CredentialsRefused';
}

/** The agent sent something that the customer's channel cannot carry. */
export class UnsupportedContent extends Error {
  override readonly name = 'UnsupportedContent';
}

/** The answer was lost: the provider may have sent the message, and it has no idempotency token. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/**
 * Throttles, by the names they carry in an execution. `Connect.TooManyRequestsException` and
 * `Connect.ThrottlingException` are two candidates for the same unmodelled answer of
 * StartChatContact and StartContactStreaming; no document says which one Step Functions shows.
 */
const WAIT = new Set([
  'Throttled',
  'ChatQuotaFull',
  'Connect.LimitExceededException',
  'Connect.TooManyRequestsException',
  'Connect.ThrottlingException',
  'Lambda.TooManyRequestsException',
  'DynamoDB.ThrottlingException',
  'DynamoDB.ProvisionedThroughputExceededException',
  'DynamoDB.RequestLimitExceeded',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
]);

/**
 * Connect's own refusals are not among them: in an execution they concern a chat that was begun
 * and has ended since, which the execution closes, so that the next attempt starts a fresh one.
 */
const REFUSE = new Set([
  'Refused',
  'UnsupportedContent',
  'UnknownContact',
  'VisibilityUnknown',
  'ChannelNotDeployed',
  // Another attempt would give the customer what the flow says once more.
  'ChatEndedByFlow',
  'States.DataLimitExceeded',
]);

/** What is done about an execution that failed with this error. An error nobody foresaw is retried. */
export function dispositionOf(errorName: string): Disposition {
  if (errorName === 'OutcomeUnknown') return 'unknown';
  if (WAIT.has(errorName)) return 'wait';
  return REFUSE.has(errorName) ? 'refuse' : 'retry';
}
