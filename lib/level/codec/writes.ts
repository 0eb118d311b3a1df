// Writes as bytes, for the journal. One after the other, each:
//
//   1 byte     P for a put, D for a delete
//   bytes      the range key
//   then for a put, up to an empty name:
//     bytes    the name of an attribute
//     1 byte   its type: B, S, N, or J for any other, as JSON
//     bytes    its value
//
// where bytes are their length (in groups of 7 bits, the lowest first, 80 added to all but the last) and they themselves.
// Hash key and revision are the same for all and are left out.
import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { itemKey, type Keyspace } from '../keyspace.js'
import { deleteWrite, putWrite } from '../requests/batch.js'
import type { Item } from './item.js'
import { storedBytes, toAttribute } from './key.js'
import { encodeRevision } from './revision.js'

export function encodeWrites(space: Keyspace, requests: readonly WriteRequest[]): Buffer {
  const parts: Uint8Array[] = []
  const addText = (text: string) => parts.push(Buffer.from(text, 'latin1'))
  const addBytes = (bytes: Uint8Array) => parts.push(encodeLength(bytes.byteLength), bytes)

  for (const { PutRequest: put, DeleteRequest: del } of requests) {
    addText(put ? 'P' : 'D')
    addBytes(storedBytes((put?.Item ?? del?.Key)?.[space.rangeKey]))
    if (put === undefined) continue
    for (const [name, value] of Object.entries(put.Item ?? {})) {
      if (name === space.hashKey || name === space.rangeKey || name === ATTRIBUTES.revision) continue
      const [type, bytes] = encodeValue(value)
      addBytes(Buffer.from(name))
      addText(type)
      addBytes(bytes)
    }
    addBytes(Buffer.alloc(0))
  }
  return Buffer.concat(parts)
}

export function decodeWrites(space: Keyspace, bytes: Buffer, revision: Uint8Array): WriteRequest[] {
  const requests: WriteRequest[] = []
  let at = 0
  const readText = () => String.fromCharCode(bytes[at++]!)
  const readBytes = () => {
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const part = bytes[at++]!
      length += (part & 0x7f) * 2 ** shift
      if (part < 0x80) break
    }
    at += length
    return bytes.subarray(at - length, at)
  }

  while (at < bytes.length) {
    const isPut = readText() === 'P'
    const key = itemKey(space, toAttribute(readBytes(), space.rangeKeyType))
    if (!isPut) {
      requests.push(deleteWrite(key))
      continue
    }
    const item: Item = { ...key, ...encodeRevision(revision) }
    for (let name = readBytes(); name.length > 0; name = readBytes()) {
      item[name.toString()] = decodeValue(readText(), readBytes())
    }
    requests.push(putWrite(item))
  }
  return requests
}

function encodeLength(length: number): Buffer {
  const bytes = []
  let rest = length
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80)
  return Buffer.from([...bytes, rest])
}

function encodeValue(value: AttributeValue): [string, Uint8Array] {
  if (value.B !== undefined) return ['B', value.B]
  if (value.S !== undefined) return ['S', Buffer.from(value.S)]
  if (value.N !== undefined) return ['N', Buffer.from(value.N)]
  return ['J', Buffer.from(JSON.stringify(value))]
}

function decodeValue(type: string, bytes: Buffer): AttributeValue {
  if (type === 'B') return { B: bytes }
  if (type === 'S') return { S: bytes.toString() }
  if (type === 'N') return { N: bytes.toString() }
  return JSON.parse(bytes.toString()) as AttributeValue
}
