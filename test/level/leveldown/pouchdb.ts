// PouchDB 9 as its users have it, but for the adapter's package, whose native module is of no use here.
import LevelPouch from 'pouchdb-adapter-leveldb-core'
import PouchDB from 'pouchdb-core'
import find from 'pouchdb-find'
import mapreduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'

interface LevelPouchOptions {
  db: unknown
}

/** What pouchdb-adapter-leveldb does with a `db` of the user's. */
function LeveldbAdapter(this: unknown, options: LevelPouchOptions, callback: unknown): void {
  LevelPouch.call(this, options, callback)
}
LeveldbAdapter.valid = () => true
LeveldbAdapter.use_prefix = false

export const Pouch = PouchDB.plugin((pouch: typeof PouchDB) => pouch.adapter('leveldb', LeveldbAdapter, true))
  .plugin(mapreduce)
  .plugin(find)
  .plugin(replication)
