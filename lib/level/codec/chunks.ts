// A value that is too large for one item stands in chunks under `name#chunks`, all of one id, and an owner beside them
// that says whose they are:
//
//   range key              attributes
//   o/<id>                 k: the level key, n: how many chunks,
//                          s: bytes of them all                    the owner, written first and removed last
//   d/<id>/<number>        v: a part of the value                   the chunks
//
// What points to them is the entry's attribute `c`: { i: id, s: bytes, p: bytes of a chunk but the last, h: CRC-32 }.
// An id begins with the time it was made at, so that ids are ordered by age.
import { constants } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ATTRIBUTES } from '../attributes.js'
import { dynamoLevelError } from '../errors.js'
import { itemKey, type Keyspace } from '../keyspace.js'
import { MAX_ITEM_BYTES } from '../limits.js'
import { EXPIRY_BYTES } from './expiry.js'
import { type Item, itemBytes } from './item.js'
import { storedBytes, toAttribute, toBuffer } from './key.js'

const TIME_DIGITS = 12
const NUMBER_DIGITS = 8
/** 40 GB of them, more than memory holds: who would ask for more by a damaged head would be at it for hours. */
const MAX_CHUNKS = 100_000

export interface ChunkHead {
  /** In hexadecimal digits. */
  readonly id: string
  /** What all chunks hold together. */
  readonly bytes: number
  /** What a chunk holds; the last may hold less. */
  readonly chunkBytes: number
  readonly checksum: number
}

export interface Owner {
  readonly id: string
  readonly key: Buffer
  readonly count: number
  readonly bytes: number
}

export function newChunkId(now: number): string {
  return now.toString(16).padStart(TIME_DIGITS, '0') + randomBytes(10).toString('hex')
}

/** The least id that can have been made at a time. */
export function firstIdOf(time: number): string {
  return Math.max(0, Math.ceil(time)).toString(16).padStart(TIME_DIGITS, '0')
}

export function chunkCount({ bytes, chunkBytes }: ChunkHead): number {
  return Math.ceil(bytes / chunkBytes)
}

export function encodeHead({ id, bytes, chunkBytes, checksum }: ChunkHead): Item {
  return {
    [ATTRIBUTES.chunks]: {
      M: { i: { S: id }, s: { N: String(bytes) }, p: { N: String(chunkBytes) }, h: { N: String(checksum) } }
    }
  }
}

/** For who reads: a damaged head is an error. */
export function decodeHead(item: Item): ChunkHead | undefined {
  const head = findHead(item)
  if (head === undefined && hasHead(item)) {
    throw dynamoLevelError('LEVEL_CORRUPTION', 'The note of where the chunks of a value stand is damaged', {
      expected: 'an id, two sizes and a checksum',
      found: JSON.stringify(item[ATTRIBUTES.chunks])
    })
  }
  return head
}

/** For who does away with the entry: a damaged head is none. What it pointed to is left to `collect()`. */
export function findHead(item: Item): ChunkHead | undefined {
  const { i, s, p, h } = item[ATTRIBUTES.chunks]?.M ?? {}
  const [bytes, chunkBytes, checksum] = [s, p, h].map(size => Number(size?.N)) as [number, number, number]
  const isPossible =
    bytes > 0 &&
    bytes <= Math.min(chunkBytes * MAX_CHUNKS, constants.MAX_LENGTH) &&
    chunkBytes <= MAX_ITEM_BYTES
  if (!i?.S || !isPossible || ![bytes, chunkBytes, checksum].every(Number.isInteger)) return undefined
  return { id: i.S, bytes, chunkBytes, checksum }
}

export function hasHead(item: Item): boolean {
  return ATTRIBUTES.chunks in item
}

/** The chunks of a value, and the head that points to them. The space is that of the chunks. */
export function splitValue(space: Keyspace, id: string, value: Buffer): { head: ChunkHead; chunks: Item[] } {
  const chunkBytes = MAX_ITEM_BYTES - EXPIRY_BYTES - itemBytes(chunkItem(space, id, 0, Buffer.alloc(0)))
  const head = { id, bytes: value.length, chunkBytes, checksum: crc32(value) }
  const chunks = Array.from({ length: chunkCount(head) }, (_, number) =>
    chunkItem(space, id, number, value.subarray(number * chunkBytes, (number + 1) * chunkBytes))
  )
  return { head, chunks }
}

function chunkItem(space: Keyspace, id: string, number: number, bytes: Buffer): Item {
  return { ...chunkKey(space, id, number), [ATTRIBUTES.value]: { B: bytes } }
}

export function chunkKey(space: Keyspace, id: string, number: number): Item {
  const text = `d/${id}/${number.toString(16).padStart(NUMBER_DIGITS, '0')}`
  return itemKey(space, toAttribute(Buffer.from(text), space.rangeKeyType))
}

/** The least range key that a chunk can have whose id was made at a time. */
export function firstChunkOf(time: number): Buffer {
  return Buffer.from(`d/${firstIdOf(time)}`)
}

export function idOfChunk(item: Item, { rangeKey }: Keyspace): string {
  return storedBytes(item[rangeKey]).toString().split('/')[1] ?? ''
}

export function ownerKey(space: Keyspace, id: string): Item {
  return itemKey(space, toAttribute(ownerRangeKey(id), space.rangeKeyType))
}

export function ownerRangeKey(id: string): Buffer {
  return Buffer.from(`o/${id}`)
}

export function ownerItem(space: Keyspace, { id, key, count, bytes }: Owner): Item {
  return {
    ...ownerKey(space, id),
    [ATTRIBUTES.key]: { B: key },
    n: { N: String(count) },
    s: { N: String(bytes) }
  }
}

export function idOfOwner(item: Item, { rangeKey }: Keyspace): string {
  return storedBytes(item[rangeKey]).toString().slice('o/'.length)
}

export function decodeOwner(item: Item, space: Keyspace): Owner {
  const key = item[ATTRIBUTES.key]?.B
  const [count, bytes] = [Number(item['n']?.N), Number(item['s']?.N)]
  if (key === undefined || !(count <= MAX_CHUNKS && bytes >= 0)) {
    throw damagedChunks(
      Buffer.alloc(0),
      'an owner of chunks with a key and two numbers',
      Object.keys(item).join()
    )
  }
  return { id: idOfOwner(item, space), key: toBuffer(key), count, bytes }
}

export function damagedChunks(key: Buffer, expected: string, found: string): Error {
  return dynamoLevelError(
    'LEVEL_CORRUPTION',
    `The chunks of a value are not what they were: expected ${expected}, found ${found}`,
    { key, expected, found }
  )
}
