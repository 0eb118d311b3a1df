/** The operations of DynamoDB that this package uses. */
export type OperationName =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'CreateTable'
  | 'DeleteItem'
  | 'DeleteTable'
  | 'DescribeTable'
  | 'DescribeTimeToLive'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'UpdateContinuousBackups'
  | 'UpdateItem'
  | 'UpdateTimeToLive'

/** What requests took. */
export interface Spending {
  /** How many were sent. What the SDK sent again is in `retries`. */
  requests: number
  /** As DynamoDB tells. It does not tell what a request took that failed. */
  readUnits: number
  writeUnits: number
  /** Of the items and keys in the requests, about as DynamoDB counts them: names and values, without encodings. */
  bytesSent: number
  /** The same of the answers. */
  bytesReceived: number
  /** How often the SDK sent a request again, for whatever reason. */
  retries: number
  /** Answers by which capacity was short: errors that the retries did not get over, and items left unprocessed. */
  throttles: number
}

/** What was spent, by the operations of DynamoDB that were used, and all in all. */
export type Usage = Partial<Record<OperationName, Spending>> & { total: Spending }

/** What one request took: what an event `usage` tells. */
export interface UsageEvent extends Spending {
  operation: OperationName
}

/** Adds up what requests took. */
export class UsageSum {
  readonly #operations = new Map<OperationName, Spending>()

  add({ operation, ...spent }: UsageEvent): void {
    this.#operations.set(operation, plus(this.#operations.get(operation) ?? NOTHING, spent))
  }

  /** As it is now. */
  usage(): Usage {
    const operations = Object.fromEntries(
      Array.from(this.#operations, ([name, spent]) => [name, { ...spent }])
    )
    return { ...operations, total: Object.values(operations).reduce(plus, { ...NOTHING }) }
  }
}

const NOTHING: Readonly<Spending> = {
  requests: 0,
  readUnits: 0,
  writeUnits: 0,
  bytesSent: 0,
  bytesReceived: 0,
  retries: 0,
  throttles: 0
}

function plus(a: Spending, b: Spending): Spending {
  return {
    requests: a.requests + b.requests,
    readUnits: a.readUnits + b.readUnits,
    writeUnits: a.writeUnits + b.writeUnits,
    bytesSent: a.bytesSent + b.bytesSent,
    bytesReceived: a.bytesReceived + b.bytesReceived,
    retries: a.retries + b.retries,
    throttles: a.throttles + b.throttles
  }
}
