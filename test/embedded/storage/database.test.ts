import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type Test } from 'tape'
import { Database } from '../../../lib/embedded/storage/database.js'
import { loadNodeSqlite } from '../../../lib/embedded/storage/drivers/node-sqlite.js'
import { openDriver } from '../../../lib/embedded/storage/drivers/open.js'
import { SCHEMA_VERSION } from '../../../lib/embedded/storage/schema.js'

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'database-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function makeDatabase(path: string, items = 0): void {
  const database = new Database({ path })
  database.write(() => {
    const put = database.statement('INSERT INTO items VALUES (1, ?, ?, 100, 100, ?)')
    for (let i = 0; i < items; i++) put.run(Uint8Array.of(i >> 8, i), new Uint8Array(), 'x'.repeat(400))
  })
  database.close()
}

/** Opening fails with the message, and leaves the file byte by byte. */
function refuses(t: Test, path: string, message: RegExp): void {
  const before = readFileSync(path)
  t.throws(() => new Database({ path }), message)
  t.ok(readFileSync(path).equals(before), 'the file is as it was')
}

test('database: commits what returns and rolls back what throws', t => {
  const database = new Database()
  const put = () => database.statement("INSERT INTO tokens VALUES ('a', 'b', 1)").run()
  const count = () => database.statement('SELECT count(*) FROM tokens').get()![0]

  const putAndFail = () => {
    put()
    fail('no')
  }
  t.throws(() => database.write(putAndFail), /no/)
  t.equal(count(), 0)
  database.write(put)
  t.equal(count(), 1)
  database.close()
  t.end()
})

test('database: a transaction within another is part of it', t => {
  const database = new Database()
  t.throws(() =>
    database.write(() => {
      database.write(() => database.statement("INSERT INTO tokens VALUES ('a', 'b', 1)").run())
      fail('the outer one')
    })
  )
  t.equal(database.statement('SELECT count(*) FROM tokens').get()![0], 0)
  database.close()
  t.end()
})

test('database: a file keeps what was committed', t => {
  const path = join(folder(t), 'app.db')
  makeDatabase(path, 3)
  const database = new Database({ path })
  t.equal(database.statement('SELECT count(*) FROM items').get()![0], 3)
  t.equal(database.statement('PRAGMA journal_mode').get()![0], 'wal')
  t.equal(database.statement('PRAGMA user_version').get()![0], SCHEMA_VERSION)
  database.close()
  t.end()
})

test('database: durability is what SQLite calls synchronous', t => {
  const path = join(folder(t), 'app.db')
  for (const [durability, synchronous] of [
    ['full', 2],
    ['normal', 1]
  ] as const) {
    const database = new Database({ path, durability })
    t.equal(database.statement('PRAGMA synchronous').get()![0], synchronous, durability)
    database.close()
  }
  t.end()
})

test('database: refuses a file that is no database', t => {
  const path = join(folder(t), 'notes.txt')
  writeFileSync(path, 'Buy milk.\n'.repeat(100))
  refuses(t, path, /Cannot open .*notes\.txt: it is not an SQLite database\. It was left as it is\./)
  t.end()
})

test('database: refuses a file shorter than a header', t => {
  const path = join(folder(t), 'short')
  writeFileSync(path, 'SQLite format 3\0')
  refuses(t, path, /it is not an SQLite database/)
  t.end()
})

test('database: refuses the database of another application', t => {
  const path = join(folder(t), 'other.db')
  const driver = openDriver(path)
  driver.exec("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Heroes')")
  driver.close()
  refuses(t, path, /it is an SQLite database that belongs to another application/)
  t.end()
})

test('database: refuses a newer version', t => {
  const path = join(folder(t), 'app.db')
  makeDatabase(path)
  const driver = openDriver(path)
  driver.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
  driver.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  driver.close()
  refuses(t, path, /its version is \d+, and this release reads up to version \d+/)
  t.end()
})

test('database: refuses a file that was cut off', t => {
  const path = join(folder(t), 'app.db')
  const copy = join(path, '..', 'copy.db')
  makeDatabase(path, 300)
  writeFileSync(copy, readFileSync(path).subarray(0, 8192))
  refuses(t, copy, /it is damaged: 8192 bytes of \d+ are left/)

  const open = new Database({ path })
  writeFileSync(path, readFileSync(path).subarray(0, 8192))
  refuses(t, path, /it is damaged/)
  open.close()
  t.end()
})

test('database: refuses a file with damaged pages', t => {
  const path = join(folder(t), 'app.db')
  makeDatabase(path, 300)
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 20_000, 60_000)
  writeFileSync(path, bytes)
  refuses(t, path, /it is damaged/)
  t.end()
})

test('database: refuses the database of another application that has it open', t => {
  const path = join(folder(t), 'other.db')
  const driver = openDriver(path)
  driver.prepare('PRAGMA journal_mode = WAL').get()
  driver.exec("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Heroes')")
  refuses(t, path, /it is an SQLite database that belongs to another application/)
  t.same(driver.prepare('SELECT name FROM sqlite_schema').all(), [['songs']])
  driver.close()
  t.end()
})

test('database: refuses a newer version that another one has open', t => {
  const path = join(folder(t), 'app.db')
  makeDatabase(path)
  const driver = openDriver(path)
  driver.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
  refuses(t, path, /its version is \d+, and this release reads up to version \d+/)
  driver.close()
  t.end()
})

test('database: does not call a file damaged that it cannot make a log for', t => {
  const path = join(folder(t), 'app.db')
  makeDatabase(path, 3)
  rmSync(`${path}-wal`, { force: true })
  mkdirSync(`${path}-wal`)
  refuses(t, path, /^Error: Cannot open .*app\.db: unable to open database file/)
  rmSync(`${path}-wal`, { recursive: true })
  new Database({ path }).close()
  t.end()
})

// Of Linux: what is written to it meets a full disk.
test('database: says that the disk is full', { skip: !existsSync('/dev/full') }, t => {
  t.throws(
    () => new Database({ path: '/dev/full' }),
    /^Error: Cannot open \/dev\/full: database or disk is full/
  )
  t.end()
})

test('database: refuses a folder', t => {
  const path = folder(t)
  t.throws(() => new Database({ path }), new RegExp(`Cannot open ${path}: it is a folder`))
  t.end()
})

test('database: says that the folder of a file is missing', t => {
  const path = join(folder(t), 'missing', 'app.db')
  t.throws(
    () => new Database({ path }),
    /Cannot open .*app\.db: ENOENT: no such file or directory, .*missing'$/
  )
  t.end()
})

test('database: says that the folder of a file is a file', t => {
  const file = join(folder(t), 'file')
  writeFileSync(file, '')
  t.throws(() => new Database({ path: join(file, 'app.db') }), /Cannot open .*app\.db: ENOTDIR: /)
  t.end()
})

test('database: names the driver that is missing', { skip: loadNodeSqlite() !== undefined }, t => {
  const options = { driver: 'node:sqlite' } as const
  t.throws(() => new Database(options), /finds no node:sqlite\. Node\.js has node:sqlite since 22\.13/)
  t.end()
})

test('database: names what the system does not allow', {
  skip: process.getuid?.() === 0 && 'root may do all'
}, t => {
  const path = folder(t)
  const file = join(path, 'app.db')
  makeDatabase(file)
  for (const [locked, mode] of [
    [file, 0o444],
    [path, 0o555]
  ] as const) {
    chmodSync(locked, mode)
    t.throws(() => new Database({ path: file }), {
      message: `Cannot open ${file}: EACCES: permission denied, access '${locked}'`
    })
    chmodSync(locked, 0o755)
  }
  t.end()
})

function fail(message: string): never {
  throw new Error(message)
}
