/**
 * The body of a queue message. SQS takes no message with U+FFFE or U+FFFF, and refuses the rest of its
 * batch with it (SQS API reference, SendMessage: MessageBody). JSON can say them in escapes, as it
 * does anyway with control characters and lone surrogates.
 */
export function queueBody(content: unknown): string {
  return JSON.stringify(content).replace(
    /[\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}
