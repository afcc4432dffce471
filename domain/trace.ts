const ROOT = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const PARENT = /^[0-9a-f]{16}$/;
const SAMPLED = /^[01]$/;

/**
 * A trace header in the form that every service takes (X-Ray developer guide, "Tracing header"):
 * Lambda adds fields of its own. Undefined where there is none: a malformed one could make SQS
 * refuse a message, which a trace is not worth.
 *
 * @param header by default the one of the invocation that is running
 */
export function traceHeader(header = process.env._X_AMZN_TRACE_ID): string | undefined {
  const fields = new Map(header?.split(';').map((field) => field.split('=') as [string, string]));
  const root = fields.get('Root') ?? '';
  const parent = fields.get('Parent') ?? '';
  const sampled = fields.get('Sampled') ?? '';
  const isWhole = ROOT.test(root) && PARENT.test(parent) && SAMPLED.test(sampled);
  return isWhole ? `Root=${root};Parent=${parent};Sampled=${sampled}` : undefined;
}
