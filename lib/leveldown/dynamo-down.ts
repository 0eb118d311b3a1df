import { DynamoLevel } from '../level/dynamo-level.js'
import { invalidOption } from '../level/errors.js'
import { type Usage, UsageSum } from '../level/usage.js'
import { type Callback, callbackOf, settle } from './callback.js'
import { checkDownOptions, type DynamoDownOptions } from './down-options.js'
import { DownStore } from './down-store.js'
import { encodeLocation } from './encode-location.js'
import { factoryName } from './factory-name.js'
import { ATTEMPTS, retry } from './retry.js'

/** Makes the stores of one table, or with locations that name a table, of any. */
export interface DynamoDown {
  (location: string): DownStore
  new (location: string): DownStore
  /** Deletes the entries of one database; the table and its other databases stay. */
  destroy(location: string, callback: Callback): void
  /**
   * What the requests of all stores of this factory took.
   *
   * @throws TypeError with code `DYNAMO_LEVEL_INVALID_OPTION` without the option `capacity`
   */
  usage(): Usage
}

/**
 * A LevelDOWN on DynamoDB, for levelup and PouchDB. It takes the options of DynamoLevel.
 *
 * @example
 * const down = dynamoDown({ client, table: 'app' })
 * levelup(down('users'))
 * new PouchDB('notes', { db: down })
 *
 * @throws TypeError with code `DYNAMO_LEVEL_INVALID_OPTION`
 */
export function dynamoDown(options: DynamoDownOptions = {}): DynamoDown {
  checkDownOptions(options)
  const { name, ...levelOptions } = options
  const { client, table, schema, capacity } = options
  const sum = new UsageSum()

  function down(location: string): DownStore {
    return new DownStore(location, levelOptions, event => sum.add(event))
  }

  function usage(): Usage {
    if (!capacity) throw invalidOption('capacity', "usage() needs the option 'capacity': true")
    return sum.usage()
  }

  async function destroy(location: string): Promise<void> {
    const where = {
      ...(client && { client }),
      ...(table !== undefined && { table }),
      ...(schema && { schema })
    }
    // PouchDB cannot use what is left of a database that is destroyed in part.
    const run = () => DynamoLevel.destroy(encodeLocation(String(location)), where)
    await retry(run, ATTEMPTS.entry, new AbortController().signal)
  }

  Object.defineProperty(down, 'name', {
    value: factoryName(name ?? (table === undefined ? 'DynamoDown' : `DynamoDown:${table}`))
  })
  return Object.assign(down, {
    destroy: (location: string, callback: Callback) =>
      settle(destroy(location), callbackOf('destroy()', callback)),
    usage
  }) as DynamoDown
}
