import type { Test } from 'tape'

/** That an option is refused by name, with a hint at what would do. */
export function refusesOption(
  t: Test,
  check: () => unknown,
  option: string,
  hint: RegExp,
  what = option
): void {
  try {
    check()
    t.fail(what)
  } catch (error) {
    t.ok(error instanceof TypeError, what)
    t.same(
      { ...(error as object) },
      { code: 'DYNAMO_LEVEL_INVALID_OPTION', option },
      'with its code and name'
    )
    t.match((error as Error).message, hint)
  }
}
