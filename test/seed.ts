/**
 * The seed of random tests: the variable SEED repeats a run. A run that decides whether a change lands must not depend on
 * chance, so under CI it is always the same; everywhere else each run looks at other values.
 */
export function seedOf(variable = 'SEED'): number {
  const { [variable]: given, CI: isCI } = process.env
  if (given !== undefined) return Number(given)
  return isCI ? 20_261_120 : Math.floor(Math.random() * 2 ** 31)
}
