import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import { createTable } from './table.js'

const WRITES_IN_REQUEST = 25
const REQUESTS_AT_ONCE = 8

/**
 * Entries by what a careful engineer writes by hand with the SDK: strongly consistent reads, pages of a range read ahead,
 * groups of writes eight at a time, unprocessed items sent again. It is the floor.
 */
export class RawSdk {
  readonly #client: DynamoDBClient
  readonly #table: string
  readonly #name: string

  private constructor(client: DynamoDBClient, table: string, name: string) {
    this.#client = client
    this.#table = table
    this.#name = name
  }

  static async open(client: DynamoDBClient, table: string, name: string): Promise<RawSdk> {
    await createTable(client, table)
    return new RawSdk(client, table, name)
  }

  async get(key: string): Promise<string | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: this.#key(key), ConsistentRead: true })
    )
    return item && valueIn(item)
  }

  async put(key: string, value: string): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: this.#item(key, value) }))
  }

  async batch(entries: Iterable<readonly [string, string]>): Promise<void> {
    await this.#write(groupsOf(entries, ([key, value]) => ({ PutRequest: { Item: this.#item(key, value) } })))
  }

  async iterate(): Promise<number> {
    let count = 0
    for await (const items of this.#pages()) {
      for (const item of items) if (keyIn(item) !== undefined && valueIn(item) !== undefined) count++
    }
    return count
  }

  async clear(): Promise<void> {
    await this.#write(this.#deletes())
  }

  async *#deletes(): AsyncGenerator<WriteRequest[]> {
    for await (const items of this.#pages({
      ProjectionExpression: '#r',
      ExpressionAttributeNames: { '#r': 'sk' }
    })) {
      yield* groupsOf(items, item => ({ DeleteRequest: { Key: { pk: { S: this.#name }, sk: item['sk']! } } }))
    }
  }

  async *#pages(projection: object = {}): AsyncGenerator<Record<string, AttributeValue>[]> {
    const read = (start?: QueryCommandOutput['LastEvaluatedKey']) =>
      this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :h',
          ExpressionAttributeValues: { ':h': { S: this.#name } },
          ConsistentRead: true,
          ...(start && { ExclusiveStartKey: start }),
          ...projection
        })
      )
    let next: Promise<QueryCommandOutput> | undefined = read()
    while (next !== undefined) {
      const { Items: items = [], LastEvaluatedKey: last }: QueryCommandOutput = await next
      next = last && read(last)
      yield items
    }
  }

  async #write(groups: Iterable<WriteRequest[]> | AsyncIterable<WriteRequest[]>): Promise<void> {
    const running = new Set<Promise<void>>()
    for await (const group of groups) {
      const request = this.#writeGroup(group).finally(() => running.delete(request))
      running.add(request)
      if (running.size === REQUESTS_AT_ONCE) await Promise.race(running)
    }
    await Promise.all(running)
  }

  async #writeGroup(group: WriteRequest[]): Promise<void> {
    for (let pending = group; pending.length > 0; ) {
      const { UnprocessedItems: unprocessed } = await this.#client.send(
        new BatchWriteItemCommand({ RequestItems: { [this.#table]: pending } })
      )
      pending = unprocessed?.[this.#table] ?? []
    }
  }

  #key(key: string) {
    return { pk: { S: this.#name }, sk: { B: Buffer.from(key) } }
  }

  #item(key: string, value: string) {
    return { ...this.#key(key), v: { B: Buffer.from(value) } }
  }
}

function keyIn(item: Record<string, AttributeValue>): string {
  return text(item['sk']!.B!)
}

function valueIn(item: Record<string, AttributeValue>): string {
  return text(item['v']!.B!)
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}

function* groupsOf<T>(list: Iterable<T>, toRequest: (item: T) => WriteRequest): Generator<WriteRequest[]> {
  let group: WriteRequest[] = []
  for (const item of list) {
    group.push(toRequest(item))
    if (group.length < WRITES_IN_REQUEST) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
