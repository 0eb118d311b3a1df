import { isCondition } from '../level/conditions.js'
import type { DynamoLevelReadOptions } from '../level/dynamo-level.js'
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

/** Of what is given to a read, what is for us: levelup and PouchDB hand over encodings, and what LevelDB knows. */
export function pickReadOptions(given: object): DynamoLevelReadOptions {
  return pick(given, name => Object.hasOwn(READ, name))
}

/** The same of a write, or of an operation of a batch. A condition that we do not know is for us too: to be refused. */
export function pickWriteOptions(given: object): DynamoLevelBatchOptions {
  return pick(given, name => Object.hasOwn(WRITE, name) || isCondition(name))
}

function pick(given: object, isOurs: (name: string) => boolean): object {
  const picked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) if (isOurs(name)) picked[name] = value
  return picked
}
