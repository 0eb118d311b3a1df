// The header of a batch in the journal stands beside the marker, so that one request reads both:
//
//   hash key       range key       attributes
//   name#marker    journal/<id>    v: the writes, unless they stand in blocks; c: how long they are and where, as of a
//                                  large value; r: the revision of its entries; w (S): who writes, see
//                                  writer-identity.ts
import { crc32 } from 'node:zlib'
import { ATTRIBUTES } from '../attributes.js'
import { besides, itemKey, type Keyspace } from '../keyspace.js'
import { type ChunkHead, damagedChunks, decodeHead, encodeHead } from './chunks.js'
import type { Item } from './item.js'
import { toAttribute, toBuffer } from './key.js'
import { encodeRevision, REVISION_BYTES } from './revision.js'

export interface JournalHeader {
  readonly head: ChunkHead
  readonly revision: Buffer
  readonly writer: string
  /** The writes, see writes.ts; undefined if they stand in blocks. */
  readonly writes: Buffer | undefined
}

export const HEADER_PREFIX = 'journal/'

/**
 * So many bytes of writes stand in the header itself, which saves two round trips. Not more: each transaction of a
 * recovery checks the header, and pays for all that it holds.
 */
export const MAX_HEADER_WRITES_BYTES = 64 * 1024

export function headerKey(space: Keyspace, id: string): Item {
  return itemKey(besides(space, 'marker'), toAttribute(Buffer.from(HEADER_PREFIX + id), space.rangeKeyType))
}

export function headerItem(space: Keyspace, { head, revision, writer, writes }: JournalHeader): Item {
  return {
    ...headerKey(space, head.id),
    ...encodeHead(head),
    ...encodeRevision(revision),
    ...(writes && { [ATTRIBUTES.value]: { B: writes } }),
    w: { S: writer }
  }
}

export function decodeHeader(item: Item): JournalHeader {
  const head = decodeHead(item)
  const revision = item[ATTRIBUTES.revision]?.B
  const writes = item[ATTRIBUTES.value]?.B
  // What is done of it cannot be undone. Blocks are checked where they are read.
  const isWhole =
    writes === undefined
      ? !(ATTRIBUTES.value in item)
      : writes.byteLength === head?.bytes && crc32(writes) === head.checksum
  if (head === undefined || revision?.byteLength !== REVISION_BYTES || !isWhole) {
    throw damagedChunks(Buffer.alloc(0), 'a header of the journal', Object.keys(item).join())
  }
  return {
    head,
    revision: toBuffer(revision),
    writer: item['w']?.S ?? '',
    writes: writes && toBuffer(writes)
  }
}
