import type { DynamoLevelReadOptions } from '../level/methods.js'
import { isCondition } from '../level/spelling.js'
import type { DynamoLevelBatchOptions } from '../level/write-options.js'

const READ: Record<keyof DynamoLevelReadOptions, true> = { consistentRead: true }

const WRITE: Record<keyof DynamoLevelBatchOptions, true> = {
  atomic: true,
  ttl: true,
  expiresAt: true,
  ifAbsent: true,
  ifMatch: true,
  returnCurrent: true
}

/** Of the operations of a batch, what PouchDB and levelup have in each: it needs no closer look. */
const OF_OTHERS = new Set(['type', 'key', 'value', 'prefix', 'keyEncoding', 'valueEncoding', 'asBuffer'])

const isRead = (name: string) => Object.hasOwn(READ, name)
const isWrite = (name: string) => Object.hasOwn(WRITE, name) || isCondition(name)

/** Of what is given to a read, what is for us: levelup and PouchDB hand over encodings, and what LevelDB knows. */
export function pickReadOptions(given: object): DynamoLevelReadOptions {
  return pick(given, isRead)
}

/** The same of a write, or of an operation of a batch. A condition that we do not know is for us too: to be refused. */
export function pickWriteOptions(given: object): DynamoLevelBatchOptions {
  return pick(given, isWrite)
}

/** Mostly there are none, and PouchDB writes many operations. */
export const NO_OPTIONS = Object.freeze({})

function pick(given: object, isOurs: (name: string) => boolean): object {
  let picked: Record<string, unknown> | undefined
  for (const name in given) {
    if (!OF_OTHERS.has(name) && isOurs(name)) {
      picked ??= {}
      picked[name] = given[name as keyof object]
    }
  }
  return picked ?? NO_OPTIONS
}
