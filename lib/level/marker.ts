// A database exists if it has this item:
//
//   hash key       range key   attributes
//   name#marker    marker      format (N): the version of docs/format.md
//                              large (BOOL): true once a value was written in chunks
//                              i (S): who made it
import { randomUUID } from 'node:crypto'
import { PutItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import type { Item } from './codec/item.js'
import { decodeHeader, HEADER_PREFIX, type JournalHeader } from './codec/journal-header.js'
import { storedBytes, toAttribute } from './codec/key.js'
import { dynamoLevelError } from './errors.js'
import { toKeyRange } from './key-range.js'
import { besides, itemKey, type Keyspace } from './keyspace.js'
import { PageReader } from './page-reader.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'

const FORMAT_VERSION = 1
const RANGE_KEY = Buffer.from('marker')

interface Marker {
  /** Whether the database may hold values in chunks. */
  readonly large: boolean
}

/** What one request tells of a database. */
export interface Overview {
  readonly marker: Marker | undefined
  /** Batches that are decided and not done. */
  readonly unfinished: readonly JournalHeader[]
}

export async function readOverview(sender: Sender, space: Keyspace): Promise<Overview> {
  const reader = new PageReader(sender, besides(space, 'marker'), {
    range: toKeyRange({ gte: Buffer.from(HEADER_PREFIX), lte: RANGE_KEY }),
    reverse: false,
    limit: Infinity,
    isWanted: () => true,
    consistentRead: true,
    parts: 'all'
  })
  const items = await reader.take(Infinity)
  const isMarker = (item: Item) => storedBytes(item[space.rangeKey]).equals(RANGE_KEY)
  const marker = items.find(isMarker)
  return {
    marker: marker && decodeMarker(marker, space),
    unfinished: items.filter(item => !isMarker(item)).map(decodeHeader)
  }
}

function decodeMarker(marker: Item, space: Keyspace): Marker {
  const found = Number(marker['format']?.N)
  if (!Number.isInteger(found)) {
    throw dynamoLevelError(
      'LEVEL_CORRUPTION',
      `The marker of database '${space.name}' holds no format version`,
      { expected: 'a number', found: JSON.stringify(marker['format']) ?? 'none' }
    )
  }
  if (found > FORMAT_VERSION) {
    throw dynamoLevelError(
      'DYNAMO_LEVEL_FORMAT_UNSUPPORTED',
      `Database '${space.name}' in table '${space.table}' is in format ${found}; this version knows ${FORMAT_VERSION}`,
      { supported: FORMAT_VERSION, found }
    )
  }
  return { large: marker['large']?.BOOL ?? false }
}

/** False if another process was quicker. */
export async function putMarker(sender: Sender, space: Keyspace): Promise<boolean> {
  const id = randomUUID()
  const command = new PutItemCommand({
    TableName: space.table,
    Item: { ...markerKey(space), format: { N: String(FORMAT_VERSION) }, i: { S: id } },
    ConditionExpression: 'attribute_not_exists(#h)',
    ExpressionAttributeNames: { '#h': space.hashKey },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
  })
  try {
    await sender.send(command, { allow: ['ConditionalCheckFailedException'] })
    return true
  } catch (error) {
    if (!isServiceError(error, 'ConditionalCheckFailedException')) throw error
    // The answer to our own may have been lost, and what failed was the SDK's second attempt.
    return (error as { Item?: Item }).Item?.['i']?.S === id
  }
}

/** Makes the marker too, where a database was opened without one. */
export function noteLargeValuesRequest(space: Keyspace): UpdateItemCommandInput {
  return {
    TableName: space.table,
    Key: markerKey(space),
    UpdateExpression: 'SET #f = if_not_exists(#f, :f), #l = :l',
    ExpressionAttributeNames: { '#f': 'format', '#l': 'large' },
    ExpressionAttributeValues: { ':f': { N: String(FORMAT_VERSION) }, ':l': { BOOL: true } }
  }
}

function markerKey(space: Keyspace) {
  return itemKey(besides(space, 'marker'), toAttribute(RANGE_KEY, space.rangeKeyType))
}
