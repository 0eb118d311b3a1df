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
import { ByteWriter } from './byte-writer.js'
import type { Item } from './item.js'
import { storedBytes, toAttribute } from './key.js'
import { encodeRevision } from './revision.js'

const PUT = charCode('P')
const DELETE = charCode('D')
const TYPES = { B: charCode('B'), S: charCode('S'), N: charCode('N'), J: charCode('J') }

export function encodeWrites(space: Keyspace, requests: readonly WriteRequest[]): Buffer {
  const writer = new ByteWriter()
  for (const { PutRequest: put, DeleteRequest: del } of requests) {
    writer.addByte(put ? PUT : DELETE)
    addBytes(writer, storedBytes((put?.Item ?? del?.Key)?.[space.rangeKey]))
    const item = put?.Item
    if (item === undefined) continue
    for (const name in item) {
      if (name === space.hashKey || name === space.rangeKey || name === ATTRIBUTES.revision) continue
      addText(writer, name)
      addValue(writer, item[name]!)
    }
    addLength(writer, 0)
  }
  return writer.bytes
}

export function decodeWrites(space: Keyspace, bytes: Buffer, revision: Uint8Array): WriteRequest[] {
  const requests: WriteRequest[] = []
  let at = 0
  const readByte = () => bytes[at++]!
  const readBytes = () => {
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const part = readByte()
      length += (part & 0x7f) * 2 ** shift
      if (part < 0x80) break
    }
    at += length
    return bytes.subarray(at - length, at)
  }

  while (at < bytes.length) {
    const isPut = readByte() === PUT
    const key = itemKey(space, toAttribute(readBytes(), space.rangeKeyType))
    if (!isPut) {
      requests.push(deleteWrite(key))
      continue
    }
    const item: Item = { ...key, ...encodeRevision(revision) }
    for (let name = readBytes(); name.length > 0; name = readBytes()) {
      item[name.toString()] = decodeValue(readByte(), readBytes())
    }
    requests.push(putWrite(item))
  }
  return requests
}

function addLength(writer: ByteWriter, length: number): void {
  let rest = length
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) writer.addByte((rest % 0x80) | 0x80)
  writer.addByte(rest)
}

function addBytes(writer: ByteWriter, bytes: Uint8Array): void {
  addLength(writer, bytes.byteLength)
  writer.addBytes(bytes)
}

function addText(writer: ByteWriter, text: string): void {
  addLength(writer, Buffer.byteLength(text))
  writer.addText(text)
}

function addValue(writer: ByteWriter, value: AttributeValue): void {
  if (value.B !== undefined) {
    writer.addByte(TYPES.B)
    addBytes(writer, value.B)
  } else if (value.S !== undefined) {
    writer.addByte(TYPES.S)
    addText(writer, value.S)
  } else if (value.N !== undefined) {
    writer.addByte(TYPES.N)
    addText(writer, value.N)
  } else {
    writer.addByte(TYPES.J)
    addText(writer, JSON.stringify(value))
  }
}

function decodeValue(type: number, bytes: Buffer): AttributeValue {
  if (type === TYPES.B) return { B: bytes }
  if (type === TYPES.S) return { S: bytes.toString() }
  if (type === TYPES.N) return { N: bytes.toString() }
  return JSON.parse(bytes.toString()) as AttributeValue
}

function charCode(char: string): number {
  return char.charCodeAt(0)
}
