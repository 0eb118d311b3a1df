import PouchDB from 'pouchdb'
import find from 'pouchdb-find'

export const Pouch = PouchDB.plugin(find)
