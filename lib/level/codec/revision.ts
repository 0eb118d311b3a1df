// Every write gives its entry another revision: 6 bytes of time in milliseconds, 2 that count within it, 4 of chance.
// So revisions differ, and later ones are greater as far as the clocks of the writers agree.
import { randomFillSync } from 'node:crypto'
import { ATTRIBUTES } from '../attributes.js'
import type { Item } from './item.js'
import { toBuffer } from './key.js'

const RANDOM_BYTES = 4
/** @internal */
export const REVISION_BYTES = 12

/** Stands in an item until it gets the revision that it is written with. @internal */
export const NO_REVISION: Buffer = Buffer.alloc(REVISION_BYTES)

/** Chance for many revisions is fetched at once: each call for it costs as much as all else of a write in here. */
const chance = Buffer.alloc(1024 * RANDOM_BYTES)
let used = chance.length

let lastTime = 0
let count = 0

/** A revision that is greater than all that this process made before. @internal */
export function newRevision(now: number): Buffer {
  count = now > lastTime ? 0 : count + 1
  lastTime = Math.max(lastTime, now)
  if (count > 0xffff) {
    lastTime++
    count = 0
  }
  const revision = Buffer.allocUnsafe(REVISION_BYTES)
  revision.writeUIntBE(lastTime, 0, 6)
  revision.writeUInt16BE(count, 6)
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  revision.writeUInt32BE(chance.readUInt32BE(used), 8)
  used += RANDOM_BYTES
  return revision
}

/** When a revision was made, in milliseconds since 1970. @internal */
export function timeOfRevision(revision: Buffer): number {
  return revision.readUIntBE(0, 6)
}

/** @internal */
export function encodeRevision(revision: Uint8Array): Item {
  return { [ATTRIBUTES.revision]: { B: revision } }
}

/**
 * What tells one state of an entry from another: `r:` and its revision, or for an item that was written by something else
 * and has none, `v:` and its value. To users it is an opaque string.
 */
export type Revision = string

/** @internal */
export function revisionOf(item: Item): Revision {
  const revision = item[ATTRIBUTES.revision]?.B
  if (revision !== undefined) return `r:${toBuffer(revision).toString('base64url')}`
  return `v:${toBuffer(item[ATTRIBUTES.value]?.B ?? new Uint8Array()).toString('base64url')}`
}

/** The attribute that a revision compares, and the bytes that it must have. @internal */
export function comparedBy(revision: Revision): { attribute: string; bytes: Buffer } | undefined {
  const match = /^([rv]):([A-Za-z0-9_-]*)$/.exec(revision)
  if (match === null) return undefined
  const attribute = match[1] === 'r' ? ATTRIBUTES.revision : ATTRIBUTES.value
  return { attribute, bytes: Buffer.from(match[2]!, 'base64url') }
}
