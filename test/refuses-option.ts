import type { Test } from 'tape'

/** That an option is refused by name, with a hint at what would do. */
export function refusesOption(
  t: Test,
  check: () => unknown,
  option: string,
  hint: RegExp,
  what: string
): void {
  t.throws(
    check,
    (error: Error) => {
      const { code, option: named } = error as Error & { code?: string; option?: string }
      t.same([code, named], ['DYNAMO_LEVEL_INVALID_OPTION', option])
      t.match(error.message, hint)
      return error instanceof TypeError
    },
    what
  )
}
