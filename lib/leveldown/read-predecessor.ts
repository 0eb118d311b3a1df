import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandOutput
} from '@aws-sdk/client-dynamodb'
import { makeClient } from '../level/make-client.js'
import { schemaOf } from '../level/schema.js'
import { Sender } from '../level/sender.js'

type Item = Record<string, AttributeValue>

export interface PredecessorOptions {
  /** @defaultValue one of our own, with the SDK's environment and credentials */
  client?: DynamoDBClient
  /** The name of the table, as it is in DynamoDB. */
  table: string
  /**
   * What stands behind the `$` or `/` of the old location.
   * @defaultValue `!`, as with the old packages
   */
  name?: string
}

/**
 * Reads the entries that dynamodbdown, dynamodown, dynamodb-leveldown or dynamo-down wrote, in the order of their keys,
 * and changes nothing. Text and bytes come as they were written, and any other value, which those packages store as a
 * document of DynamoDB, as JSON.
 */
export async function* readPredecessor({
  client,
  table,
  name = '!'
}: PredecessorOptions): AsyncGenerator<[key: string, value: Buffer], void, void> {
  const own = client === undefined ? makeClient() : undefined
  try {
    const sender = new Sender(own ?? client!, table)
    const { Table: description } = await sender.send(new DescribeTableCommand({ TableName: table }))
    const { hashKey, rangeKey } = schemaOf(table, description ?? {})
    let startKey: Item | undefined
    do {
      const page: QueryCommandOutput = await sender.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#h = :h',
          ExpressionAttributeNames: { '#h': hashKey },
          ExpressionAttributeValues: { ':h': { S: name } },
          ...(startKey && { ExclusiveStartKey: startKey })
        })
      )
      for (const { [hashKey]: _, [rangeKey]: key, ...rest } of page.Items ?? []) {
        yield [String(key!.S), toBytes(toValue(rest, hashKey))]
      }
      startKey = page.LastEvaluatedKey
    } while (startKey)
  } finally {
    own?.destroy()
  }
}

/** Each package has key names and an attribute of its own; dynamo-down has any names, and spreads an object's members. */
function toValue(attributes: Item, hashKey: string): AttributeValue {
  const attribute = { hkey: 'value', '---hkey': '---data' }[hashKey]
  return (attribute === undefined ? undefined : attributes[attribute]) ?? { M: attributes }
}

function toBytes(value: AttributeValue): Buffer {
  if (value.B !== undefined) return Buffer.from(value.B)
  if (value.S !== undefined) return Buffer.from(value.S)
  // Their empty string and empty Buffer.
  if (value.NULL) return Buffer.alloc(0)
  return Buffer.from(JSON.stringify(toJson(value)))
}

function toJson({ S, N, B, BOOL, NULL, L, M }: AttributeValue): unknown {
  if (N !== undefined) return Number(N)
  if (B !== undefined) return Buffer.from(B).toString('base64')
  if (NULL) return null
  if (L !== undefined) return L.map(toJson)
  if (M === undefined) return S ?? BOOL
  // DynamoDB keeps no order of members.
  const names = Object.keys(M).sort()
  return Object.fromEntries(names.map(name => [name, toJson(M[name]!)]))
}
