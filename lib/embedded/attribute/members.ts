// Requests are nearly always in the form that the engine works with. So they are looked through, and copied only from
// the first member on that is not: to copy each item took as long as all the checks of it.
import { newItem } from './value.js'

type Members = Record<string, unknown>

/** A copy of the members that come before `name`, for those behind to be added. Names may be any. */
export function membersBefore(
  members: Readonly<Members>,
  name: string,
  copy: Members = newItem() as Members
): Members {
  for (const before in members) {
    if (before === name) break
    copy[before] = members[before]
  }
  return copy
}
