import { randomUUID } from 'node:crypto'
import {
  type CancellationReason,
  type TransactGetItem,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand
} from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import type { Item } from './codec/item.js'
import type { Sender } from './sender.js'
import { isServiceError, toLevelError } from './service-error.js'

const CANCELED = 'TransactionCanceledException'
/** Reasons that pass: another transaction is on one of the items, or there is no capacity just now. */
const TRANSIENT = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

/** Writes and reads several items at once. */
export class Transactor {
  readonly #sender: Sender

  constructor(sender: Sender) {
    this.#sender = sender
  }

  /**
   * Writes all of the items or none. Undefined when written, otherwise the reasons for which nothing was, in the order of
   * the items.
   *
   * The SDK retries what may have been lost on the way, and we what was canceled for reasons that pass. One token covers
   * both, so that the items are written once.
   */
  async write(items: TransactWriteItem[], signal?: AbortSignal): Promise<CancellationReason[] | undefined> {
    const command = new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: randomUUID() })
    return this.#retry(async allow => {
      await this.#sender.send(command, { ...allow, signal })
      return undefined
    }, signal)
  }

  /** Reads items as they are at one time. */
  async read(gets: TransactGetItem[]): Promise<(Item | undefined)[]> {
    const command = new TransactGetItemsCommand({ TransactItems: gets })
    const items = await this.#retry(async allow => {
      const { Responses: responses = [] } = await this.#sender.send(command, allow)
      return gets.map((_, index) => responses[index]?.Item)
    })
    return items as (Item | undefined)[]
  }

  /** Gives the reasons if conditions failed, which no retry mends. */
  async #retry<T>(
    attempt: (options: { allow: string[] }) => Promise<T>,
    signal?: AbortSignal
  ): Promise<T | CancellationReason[]> {
    const backoff = new Backoff()
    for (;;) {
      try {
        return await attempt({ allow: [CANCELED] })
      } catch (error) {
        if (!isServiceError(error, CANCELED)) throw error
        const reasons = (error as TransactionCanceledException).CancellationReasons ?? []
        const codes = reasons.map(({ Code: code }) => code ?? 'None')
        if (codes.includes('ConditionalCheckFailed')) return reasons
        const mayPass = codes.every(code => code === 'None' || TRANSIENT.has(code))
        if (!mayPass || !(await backoff.pause(signal))) {
          throw toLevelError(error, 'the transaction', this.#sender.table)
        }
      }
    }
  }
}
