import { resolve } from 'node:path'
import type { DriverName, Durability } from '../engine-options.js'
import type { Driver, Statement } from './drivers/driver.js'
import { MissingDriverError, openDriver } from './drivers/open.js'
import { cannotOpen, checkFile, checkOwner, RefusedFile, refusal } from './file-check.js'
import { migrate } from './schema.js'

export interface DatabaseOptions {
  /** A file, or memory when left out. */
  readonly path?: string | undefined
  readonly durability?: Durability | undefined
  readonly driver?: DriverName | undefined
}

const MEMORY = ':memory:'
/**
 * A row of a table without rowids may fill a quarter of a page before the rest of it takes pages of its own. With
 * SQLite's 4096 bytes items of 1 KB would need almost five times their size, with these 1.4 times.
 */
const PAGE_BYTES = 8192
const BUSY_TIMEOUT_MS = 10_000
// SQLite does not wait by itself while another process changes the journal mode.
const OPEN_PAUSE_MS = 20
/**
 * How far the log grows, 64 MB, before it is moved into the file. With `durability: 'normal'` that is when SQLite waits
 * for the disk: at its 1,000 pages, that was three quarters of the time of small transactions.
 */
const MAX_LOG_PAGES = 8192
/** Up to this size a file is read through when it is opened, which finds most damage at once. */
const MAX_CHECKED_PAGES = 4096

/** One connection, its prepared statements and its transactions. */
export class Database {
  readonly shared: boolean
  readonly #driver: Driver
  readonly #statements = new Map<string, Statement>()
  #depth = 0

  constructor(options: DatabaseOptions = {}) {
    const { path } = options
    this.shared = path !== undefined && path !== MEMORY
    // An absolute path is nothing else: drivers take some texts for addresses of servers.
    this.#driver = this.shared ? openFile(resolve(path!), options) : openMemory(options.driver)
  }

  /** Prepared once for each text: the texts are constants and a few combinations of them. */
  statement(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#driver.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  get inTransaction(): boolean {
    return this.#depth > 0
  }

  /** One transaction that holds the write lock from its start. Joins the one that is open. */
  write<T>(work: () => T): T {
    return this.#transaction('BEGIN IMMEDIATE', work)
  }

  /** One snapshot for all reads in `work`. */
  read<T>(work: () => T): T {
    // Nobody else has a connection to memory, and nothing here interrupts a synchronous function.
    return this.shared ? this.#transaction('BEGIN', work) : work()
  }

  close(): void {
    this.#statements.clear()
    if (this.shared) emptyLog(this.#driver)
    this.#driver.close()
  }

  #transaction<T>(begin: string, work: () => T): T {
    if (this.#depth > 0) return work()
    return transact(this.#driver, begin, () => {
      this.#depth++
      try {
        return work()
      } finally {
        this.#depth--
      }
    })
  }
}

function openMemory(name: DriverName | undefined): Driver {
  const driver = openDriver(MEMORY, name)
  driver.exec(`PRAGMA page_size = ${PAGE_BYTES}`)
  migrate(driver)
  return driver
}

function openFile(path: string, { durability = 'full', driver: name }: DatabaseOptions): Driver {
  checkFile(path)
  const driver = connect(path, name)
  try {
    driver.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    // Has an effect on a new file only.
    driver.exec(`PRAGMA page_size = ${PAGE_BYTES}`)
    checkPages(path, driver)
    // The first commit goes into the file itself, in SQLite's default mode, so that its header says whose it is.
    retryWhileBusy(() => transact(driver, 'BEGIN IMMEDIATE', () => migrate(driver)))
    retryWhileBusy(() => driver.prepare('PRAGMA journal_mode = WAL').get())
    driver.exec(`PRAGMA synchronous = ${durability}`)
    driver.exec(`PRAGMA wal_autocheckpoint = ${MAX_LOG_PAGES}`)
    return driver
  } catch (error) {
    driver.close()
    throw error instanceof RefusedFile ? error : cannotOpen(path, error)
  }
}

function connect(path: string, name: DriverName | undefined): Driver {
  try {
    return openDriver(path, name)
  } catch (cause) {
    if (cause instanceof MissingDriverError) throw cause
    throw cannotOpen(path, cause)
  }
}

/**
 * Moves the log into the file. SQLite does so when the last connection closes, but libsql's stays open until the
 * garbage collector has taken its statements.
 */
function emptyLog(driver: Driver): void {
  try {
    driver.exec('PRAGMA busy_timeout = 0')
    driver.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  } catch {
    // Somebody is busy with the file. The log stays, and whoever opens the file next reads it.
  }
}

/** By SQLite's own reading, which knows what only the log has. */
function checkPages(path: string, driver: Driver): void {
  const pragma = (text: string) => driver.prepare(`PRAGMA ${text}`).get()![0]
  let pages: number
  let header: [applicationId: number, version: number]
  let report: unknown
  try {
    pages = pragma('page_count') as number
    header = [pragma('application_id') as number, pragma('user_version') as number]
    report = pages > MAX_CHECKED_PAGES ? 'ok' : pragma('quick_check(1)')
  } catch (error) {
    // A file that is locked, or that is in a folder where SQLite cannot make its log, is no worse for that.
    throw isDamage(error) ? refusal(path, 'it is damaged', error) : error
  }
  // An empty one becomes ours.
  if (pages > 0) checkOwner(path, ...header)
  if (report !== 'ok') throw refusal(path, `it is damaged: ${report}`)
}

function isDamage(error: unknown): boolean {
  return /malformed|not a database/.test((error as Error).message)
}

function transact<T>(driver: Driver, begin: string, work: () => T): T {
  driver.exec(begin)
  try {
    const result = work()
    driver.exec('COMMIT')
    return result
  } catch (error) {
    try {
      driver.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk. The first error is the one to report.
    }
    throw error
  }
}

function retryWhileBusy(work: () => unknown): void {
  const deadline = performance.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      work()
      return
    } catch (error) {
      if (performance.now() > deadline || !isBusy(error)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS)
    }
  }
}

/** Another connection kept the file locked for as long as one waits. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    /SQLITE_BUSY|database is locked/.test(`${(error as { code?: string }).code} ${error.message}`)
  )
}
