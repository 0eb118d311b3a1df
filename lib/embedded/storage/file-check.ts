// Looks at a file before SQLite does: what is not ours must stay as it is, and SQLite may write to whatever it opens.
// https://www.sqlite.org/fileformat2.html#the_database_header
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.js'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const PAGE_SIZE_OFFSET = 16
const CHANGE_COUNTER_OFFSET = 24
const PAGE_COUNT_OFFSET = 28
const USER_VERSION_OFFSET = 60
const APPLICATION_ID_OFFSET = 68
const VALID_FOR_OFFSET = 92

/** Throws when `path` is something else than a missing file, an empty one, or a whole database of ours. */
export function checkFile(path: string): void {
  const file = readHeader(path)
  if (file === undefined || file.size === 0) return

  const { header, size } = file
  const magic = new TextDecoder('latin1').decode(header.subarray(0, MAGIC.length))
  if (size < HEADER_BYTES || magic !== MAGIC) throw refusal(path, 'it is not an SQLite database')

  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (view.getUint32(APPLICATION_ID_OFFSET) !== APPLICATION_ID) {
    throw refusal(path, 'it is an SQLite database that belongs to another application')
  }
  const version = view.getUint32(USER_VERSION_OFFSET)
  if (version > SCHEMA_VERSION) {
    throw refusal(path, `its version is ${version}, and this release reads up to version ${SCHEMA_VERSION}`)
  }

  const pageCountIsKnown = view.getUint32(CHANGE_COUNTER_OFFSET) === view.getUint32(VALID_FOR_OFFSET)
  const pageSize = view.getUint16(PAGE_SIZE_OFFSET)
  const expected = view.getUint32(PAGE_COUNT_OFFSET) * (pageSize === 1 ? 65536 : pageSize)
  // While a log exists, it may hold pages that the file does not have yet.
  const hasLog = hasContent(`${path}-wal`) || hasContent(`${path}-journal`)
  if (pageCountIsKnown && size < expected && !hasLog) {
    throw refusal(path, `it is damaged: ${size} bytes of ${expected} are left`)
  }
}

/** What SQLite or the file system says, with the path, which some of their errors leave out. */
export function cannotOpen(path: string, cause: unknown): Error {
  return new Error(`Cannot open ${path}: ${(cause as Error).message}`, { cause })
}

/** The file can be read, and what it holds is the reason. */
export class RefusedFile extends Error {}

export function refusal(path: string, reason: string, cause?: unknown): RefusedFile {
  return new RefusedFile(`Cannot open ${path}: ${reason}. It was left as it is.`, { cause })
}

function readHeader(path: string): { header: Uint8Array; size: number } | undefined {
  let file: number | undefined
  try {
    file = openIfPresent(path)
    if (file === undefined) return undefined
    const header = new Uint8Array(HEADER_BYTES)
    const { size } = fstatSync(file)
    readSync(file, header, 0, HEADER_BYTES, 0)
    return { header, size }
  } catch (cause) {
    throw cannotOpen(path, cause)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function hasContent(path: string): boolean {
  const file = openIfPresent(path)
  if (file === undefined) return false
  try {
    return fstatSync(file).size > 0
  } finally {
    closeSync(file)
  }
}

function openIfPresent(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
