import type { ConsumedCapacity, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb'
import { type Item, itemBytes } from './codec/item.js'
import { FULL_ANSWER_BYTES } from './limits.js'
import { type Operation, operationOf } from './operations.js'
import { isThrottling } from './service-error.js'
import { type Spending, type Usage, type UsageEvent, UsageSum } from './usage.js'

interface Command {
  readonly input: ServiceInputTypes
}

/** The fields by which answers and errors tell what they took. */
interface Told {
  $metadata?: { attempts?: number }
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[]
  UnprocessedItems?: object
  UnprocessedKeys?: object
  Item?: Item
  CancellationReasons?: { Item?: Item }[]
}

/** Counts what the requests of a database take, and tells of each. */
export class Meter {
  readonly #sum = new UsageSum()
  readonly #report: (event: UsageEvent) => void

  constructor(report: (event: UsageEvent) => void) {
    this.#report = report
  }

  usage(): Usage {
    return this.#sum.usage()
  }

  /** Has the answer to a request tell its price. */
  ask(command: Command): void {
    if (operationOf(command).charge) Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' })
  }

  /** Passes on the answer, and counts it before whoever waits for it goes on. */
  async watch<O extends ServiceOutputTypes>(command: Command, answer: Promise<O>): Promise<O> {
    const operation = operationOf(command)
    let output: O
    try {
      output = await answer
    } catch (error) {
      this.#count(operation.name, spendingOfFailure(operation, command.input, error))
      throw error
    }
    this.#count(operation.name, spendingOf(operation, command.input, output))
    return output
  }

  #count(operation: Operation['name'], spending: Spending): void {
    const event = { operation, ...spending }
    this.#sum.add(event)
    try {
      this.#report(event)
    } catch (error) {
      // A listener's mistake is not the request's, which may be one of many that belong together.
      process.nextTick(() => {
        throw error
      })
    }
  }
}

function spendingOf({ charge }: Operation, input: ServiceInputTypes, output: ServiceOutputTypes): Spending {
  const { $metadata, ConsumedCapacity, UnprocessedItems, UnprocessedKeys } = output as Told
  const bytesReceived = bytesOf(charge?.received(output))
  const isShort =
    hasMembers(UnprocessedItems) || (hasMembers(UnprocessedKeys) && bytesReceived <= FULL_ANSWER_BYTES)
  return {
    requests: 1,
    ...unitsOf(charge?.kind, [ConsumedCapacity ?? []].flat()),
    bytesSent: bytesOf(charge?.sent(input)),
    bytesReceived,
    retries: retriesOf($metadata),
    throttles: isShort ? 1 : 0
  }
}

function spendingOfFailure({ charge }: Operation, input: ServiceInputTypes, error: unknown): Spending {
  const { $metadata, Item, CancellationReasons: reasons } = Object(error) as Told
  return {
    requests: 1,
    ...unitsOf(charge?.kind, []),
    bytesSent: bytesOf(charge?.sent(input)),
    // Conditions that fail may tell what stands there.
    bytesReceived: bytesOf([Item, ...(reasons ?? []).map(reason => reason.Item)]),
    retries: retriesOf($metadata),
    throttles: isThrottling(error) ? 1 : 0
  }
}

/** Transactions tell of which kind their units are: one that is sent again after it was done only reads. */
function unitsOf(kind: 'read' | 'write' | undefined, consumed: readonly ConsumedCapacity[]) {
  let readUnits = 0
  let writeUnits = 0
  for (const { CapacityUnits: units = 0, ReadCapacityUnits: read, WriteCapacityUnits: write } of consumed) {
    const isTold = read !== undefined || write !== undefined
    readUnits += isTold ? (read ?? 0) : kind === 'read' ? units : 0
    writeUnits += isTold ? (write ?? 0) : kind === 'write' ? units : 0
  }
  return { readUnits, writeUnits }
}

function bytesOf(items: readonly (Item | undefined)[] = []): number {
  return items.reduce((total, item) => total + (item ? itemBytes(item) : 0), 0)
}

function retriesOf({ attempts = 1 }: { attempts?: number } = {}): number {
  return Math.max(0, attempts - 1)
}

function hasMembers(object: object = {}): boolean {
  return Object.keys(object).length > 0
}
