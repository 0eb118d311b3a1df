import { EXPIRY_BYTES, encodeExpiry } from '../../../lib/level/codec/expiry.js'
import { itemBytes } from '../../../lib/level/codec/item.js'
import { encodeKey, wholeKey } from '../../../lib/level/codec/key.js'
import { encodeRevision, NO_REVISION } from '../../../lib/level/codec/revision.js'
import { MAX_ITEM_BYTES } from '../../../lib/level/limits.js'
import type { RangeKeyType } from '../../hostile-keys.js'
import type { Path } from './operations.js'

const PREFIXES: Record<Path, string> = { '': '', s: '!s!', 's/t': '!s!!t!', u: '!u!' }
/** Names of databases are random UUIDs here, and times have so many digits until the year 2286. */
const [NAME, TIME] = ['n'.repeat(36), 1e12]

/** The length of the largest value that stands in the item of its entry, where it is not compressed. */
export function largestInline(
  type: RangeKeyType,
  { at, key, expires }: { at: Path; key: Buffer; expires: boolean }
): number {
  const whole = Buffer.concat([Buffer.from(PREFIXES[at]), key])
  const item = {
    pk: { S: NAME },
    sk: encodeKey(whole, type),
    ...wholeKey(whole),
    ...encodeRevision(NO_REVISION),
    ...encodeExpiry(expires ? TIME : undefined),
    l: { N: '400000' },
    v: { B: new Uint8Array() }
  }
  return MAX_ITEM_BYTES - itemBytes(item) - (expires ? 0 : EXPIRY_BYTES)
}
