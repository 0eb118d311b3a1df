// Looks at a file before SQLite does: what is not ours must stay as it is, and SQLite may write to whatever it opens.
// https://www.sqlite.org/fileformat2.html#the_database_header
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  statSync
} from 'node:fs'
import { dirname } from 'node:path'
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
  checkAccess(path)
  // Who has it open may be this process, and closing a file ends the locks of all others that the process has on it:
  // https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
  if (existsSync(`${path}-shm`)) return
  const file = readHeader(path)
  if (file === undefined || file.size === 0) return

  const { header, size } = file
  const magic = new TextDecoder('latin1').decode(header.subarray(0, MAGIC.length))
  if (size < HEADER_BYTES || magic !== MAGIC) throw refusal(path, 'it is not an SQLite database')

  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  checkOwner(path, view.getUint32(APPLICATION_ID_OFFSET), view.getUint32(USER_VERSION_OFFSET))

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

/** Throws when a file with this header is none of ours. */
export function checkOwner(path: string, applicationId: number, version: number): void {
  if (applicationId !== APPLICATION_ID) {
    throw refusal(path, 'it is an SQLite database that belongs to another application')
  }
  if (version > SCHEMA_VERSION) {
    throw refusal(path, `its version is ${version}, and this release reads up to version ${SCHEMA_VERSION}`)
  }
}

/** SQLite says little of what the system refuses. It makes files beside this one, too. */
function checkAccess(path: string): void {
  let isFolder: boolean | undefined
  try {
    accessSync(dirname(path), constants.W_OK)
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK)
    isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory()
  } catch (cause) {
    throw cannotOpen(path, cause)
  }
  if (isFolder) throw refusal(path, 'it is a folder')
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
