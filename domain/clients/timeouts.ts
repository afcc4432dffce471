/** Time-outs of an AWS client that end a call: by default the SDK only warns of a slow answer. */
export function timeouts(answerMs: number) {
  return { connectionTimeout: 3_000, requestTimeout: answerMs, throwOnRequestTimeout: true };
}
