/** A number that whoever runs the tests may set. */
export function numberFrom(variable: string, otherwise: number): number {
  return Number(process.env[variable] ?? otherwise);
}
