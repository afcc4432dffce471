import { ConfigError, readConfig } from '../../infra/config';

/** What is wrong with a CDK context. */
export function problemsOf(context: Record<string, unknown>): string[] {
  try {
    readConfig(context);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
