// The layout of a database file. `user_version` counts the migrations that a file has been through.
import type { Driver } from './drivers/driver.js'

/** "DynL": marks a file as ours. https://www.sqlite.org/pragma.html#pragma_application_id */
export const APPLICATION_ID = 0x44796e4c

// `space` is the id of a table or of an index; rows of all tables share one b-tree each, so that no operation waits for
// statements to be prepared again when a table comes or goes. Keys are bytes in the service's order, see key.ts. The
// sizes stand before the item: a page is measured without reading large items from their overflow pages.
const MIGRATIONS = [
  `CREATE TABLE counters (
     name TEXT PRIMARY KEY,
     value INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   INSERT INTO counters VALUES ('catalog', 1), ('space', 0);
   CREATE TABLE tables (
     name TEXT PRIMARY KEY,
     space INTEGER NOT NULL,
     index_spaces TEXT NOT NULL,
     record TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE items (
     space INTEGER NOT NULL,
     pk BLOB NOT NULL,
     sk BLOB NOT NULL,
     size INTEGER NOT NULL,
     page_size INTEGER NOT NULL,
     item TEXT NOT NULL,
     PRIMARY KEY (space, pk, sk)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE index_items (
     space INTEGER NOT NULL,
     pk BLOB NOT NULL,
     sk BLOB NOT NULL,
     origin BLOB NOT NULL,
     size INTEGER NOT NULL,
     page_size INTEGER NOT NULL,
     item TEXT NOT NULL,
     PRIMARY KEY (space, pk, sk, origin)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE expiries (
     space INTEGER NOT NULL,
     expires_at INTEGER NOT NULL,
     pk BLOB NOT NULL,
     sk BLOB NOT NULL,
     PRIMARY KEY (space, expires_at, pk, sk)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE tokens (
     token TEXT PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE tables ADD COLUMN counts TEXT NOT NULL DEFAULT '[]'`
]

export const SCHEMA_VERSION = MIGRATIONS.length

/** Brings the file to this version. Must run in a write transaction, so that of two processes one does it. */
export function migrate(driver: Driver): void {
  const version = userVersion(driver)
  if (version === 0) driver.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  for (const migration of MIGRATIONS.slice(version)) driver.exec(migration)
  if (version < SCHEMA_VERSION) driver.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
}

function userVersion(driver: Driver): number {
  return driver.prepare('PRAGMA user_version').get()![0] as number
}
