/** A setting that the function cannot run without is missing or malformed. Thrown while the module loads. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** What is blank counts as missing. */
function read(key: string): string | undefined {
  return process.env[key]?.trim() || undefined;
}

/** The value of an environment variable; a blank one counts as missing. */
export function requiredEnv(key: string): string {
  const value = read(key);
  if (!value) throw new EnvironmentError(`The environment variable ${key} is missing.`);
  return value;
}

/** The value of an environment variable, or `fallback` where it is missing or blank. */
export function optionalEnv(key: string): string | undefined;
export function optionalEnv(key: string, fallback: string): string;
export function optionalEnv(key: string, fallback?: string): string | undefined {
  return read(key) ?? fallback;
}

/** A number from the environment. Refuses what is not a finite number at or above `min`: `Number('')` is 0. */
export function numberEnv(key: string, fallback: number, min = 0): number {
  const value = read(key);
  if (!value) return fallback;
  const number = Number(value);
  if (!Number.isFinite(number) || number < min) {
    throw new EnvironmentError(
      `The environment variable ${key} must be a number from ${min} up, not "${value}".`,
    );
  }
  return number;
}
