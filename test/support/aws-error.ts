/** An error as an AWS client throws it. */
export function awsError(name: string, httpStatusCode?: number, message = 'as the test asked') {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
