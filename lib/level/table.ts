import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type ResourceInUseException,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand
} from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import { dynamoLevelError } from './errors.js'
import { type Schema, schemaOf } from './schema.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'
import { createTableRequest, type TableOptions } from './table-options.js'

// The SDK's own waiter sleeps 20 s between two looks, and a table is there after 5 to 10.
const FIRST_POLL_MS = 25
const LAST_POLL_MS = 1_000
const PATIENCE_MS = 5 * 60_000

const NOT_FOUND = ['ResourceNotFoundException']

/** One DynamoDB table: looks at it, makes it, drops it. */
export class Table {
  readonly #sender: Sender

  constructor(sender: Sender) {
    this.#sender = sender
  }

  /** The schema of the table, once it is ready. Without such a table the service's own error comes through. */
  async get(): Promise<Schema> {
    const polls = this.#polls()
    for (;;) {
      const description = await this.#describe()
      const status = description.TableStatus
      if (status === 'ACTIVE' || status === 'UPDATING') return schemaOf(this.#sender.table, description)
      if (status !== 'CREATING' && status !== 'DELETING') throw this.#unavailable(String(status))
      await polls(status)
    }
  }

  /** The same; undefined if there is no such table. */
  async find(): Promise<Schema | undefined> {
    return orMissing(this.get())
  }

  /** Makes the table unless it is there. Of several that try at once one makes it, and the others wait for it. */
  async findOrCreate(schema: Schema, options: TableOptions): Promise<Schema> {
    const polls = this.#polls()
    for (let isCreator = false; ; ) {
      const found = await this.find()
      if (found !== undefined) {
        if (isCreator && options.pointInTimeRecovery)
          await this.#recoverPointInTime(options.pointInTimeRecovery)
        return found
      }
      // After a creation it may take a moment until the table shows.
      if (!isCreator) isCreator = await this.#create(schema, options)
      await polls('CREATING')
    }
  }

  /** Has DynamoDB delete items by the attribute that holds their expiry. */
  async enableExpiry(attribute: string): Promise<void> {
    const { table: TableName } = this.#sender
    const { TimeToLiveDescription: current } = await this.#sender.send(
      new DescribeTimeToLiveCommand({ TableName })
    )
    const isOn = current?.TimeToLiveStatus === 'ENABLED' || current?.TimeToLiveStatus === 'ENABLING'
    if (isOn && current.AttributeName === attribute) return
    if (isOn) throw this.#otherExpiry(attribute, String(current.AttributeName))

    const command = new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: attribute }
    })
    await this.#sender.send(command, { allow: ['ValidationException'] }).catch(async error => {
      if (!isServiceError(error, 'ValidationException')) throw error
      // Another process may have been quicker.
      const again = await this.#sender.send(new DescribeTimeToLiveCommand({ TableName }))
      const name = again.TimeToLiveDescription?.AttributeName
      if (name !== attribute) throw this.#otherExpiry(attribute, name ?? error.message, error)
    })
  }

  /** Drops the table and everything in it, and waits until it is gone. */
  async drop(): Promise<void> {
    const { table } = this.#sender
    const polls = this.#polls()
    // In use: it is being made, or dropped by someone else.
    const allow = [...NOT_FOUND, 'ResourceInUseException']
    for (;;) {
      const done = await this.#sender.send(new DeleteTableCommand({ TableName: table }), { allow }).then(
        () => false,
        error => {
          if (isServiceError(error, 'ResourceInUseException')) return false
          if (isServiceError(error, 'ResourceNotFoundException')) return true
          throw error
        }
      )
      if (done || (await orMissing(this.#describe())) === undefined) return
      await polls('DELETING')
    }
  }

  async #describe(): Promise<TableDescription> {
    const command = new DescribeTableCommand({ TableName: this.#sender.table })
    return (await this.#sender.send(command, { allow: NOT_FOUND })).Table!
  }

  /** False if the table is being made by someone else, or is still being dropped. */
  async #create(schema: Schema, options: TableOptions): Promise<boolean> {
    try {
      const command = new CreateTableCommand(createTableRequest(this.#sender.table, schema, options))
      await this.#sender.send(command, { allow: ['ResourceInUseException'] })
      return true
    } catch (error) {
      if (!isServiceError(error, 'ResourceInUseException')) throw error
      // There was none just now. If an answer was lost, the SDK sends again what is done, and that meets itself.
      return ((error as ResourceInUseException).$metadata?.attempts ?? 1) > 1
    }
  }

  async #recoverPointInTime(recovery: true | { days: number }): Promise<void> {
    const polls = this.#polls()
    const command = new UpdateContinuousBackupsCommand({
      TableName: this.#sender.table,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        ...(recovery !== true && { RecoveryPeriodInDays: recovery.days })
      }
    })
    for (;;) {
      try {
        await this.#sender.send(command, { allow: ['ContinuousBackupsUnavailableException'] })
        return
      } catch (error) {
        // Backups of a table that is new are themselves still being set up.
        if (!isServiceError(error, 'ContinuousBackupsUnavailableException')) throw error
        await polls('CREATING')
      }
    }
  }

  #otherExpiry(expected: string, found: string, cause?: unknown): Error {
    const { table } = this.#sender
    return dynamoLevelError(
      'DYNAMO_LEVEL_EXPIRY_MISMATCH',
      `Table '${table}' does not let items expire by our attribute '${expected}': ${found}`,
      { table, expected, found },
      cause
    )
  }

  /** Pauses that grow, until the patience ends. */
  #polls(): (status: string) => Promise<void> {
    const deadline = clock.now() + PATIENCE_MS
    let pause = FIRST_POLL_MS
    return async status => {
      if (clock.now() > deadline) throw this.#unavailable(status)
      await clock.sleep(pause)
      pause = Math.min(pause * 2, LAST_POLL_MS)
    }
  }

  #unavailable(status: string): Error {
    const { table } = this.#sender
    return dynamoLevelError(
      'DYNAMO_LEVEL_TABLE_UNAVAILABLE',
      `Table '${table}' cannot be used: its status is ${status}`,
      { table, status }
    )
  }
}

async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isServiceError(error, 'ResourceNotFoundException')) return undefined
    throw error
  }
}
