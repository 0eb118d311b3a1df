import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** What DynamoDB charges for the writes of a client, in write units. */
export class WriteUnits {
  #units = 0

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      next => async args => {
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' as const }
        const answer = await next({ ...args, input } as typeof args)
        const { ConsumedCapacity: consumed } = answer.output as {
          ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[]
        }
        for (const { CapacityUnits: units = 0 } of [consumed ?? []].flat()) this.#units += units
        return answer
      },
      { step: 'initialize', name: 'capacity' }
    )
  }

  /** Those since the last time. */
  take(): number {
    const units = this.#units
    this.#units = 0
    return units
  }
}
