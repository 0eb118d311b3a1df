// A database exists if it has this item:
//
//   hash key       range key   attributes
//   name#marker    marker      format (N): the version of docs/format.md
//                              large (BOOL): true once a value was written in chunks
import { GetItemCommand, PutItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { toAttribute } from './codec/key.js'
import { dynamoLevelError } from './errors.js'
import { besides, itemKey, type Keyspace } from './keyspace.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'

const FORMAT_VERSION = 1
const RANGE_KEY = Buffer.from('marker')

/** What a read of the marker may find beside it: no table, or one with other keys than we were told. */
const READ_FAILURES = ['ResourceNotFoundException', 'ValidationException']

export interface Marker {
  /** Whether the database may hold values in chunks. */
  readonly large: boolean
}

export async function readMarker(sender: Sender, space: Keyspace): Promise<Marker | undefined> {
  const command = new GetItemCommand({ TableName: space.table, Key: markerKey(space), ConsistentRead: true })
  const { Item: marker } = await sender.send(command, { allow: READ_FAILURES })
  if (marker === undefined) return undefined

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
  const command = new PutItemCommand({
    TableName: space.table,
    Item: { ...markerKey(space), format: { N: String(FORMAT_VERSION) } },
    ConditionExpression: 'attribute_not_exists(#h)',
    ExpressionAttributeNames: { '#h': space.hashKey }
  })
  try {
    await sender.send(command, { allow: ['ConditionalCheckFailedException'] })
    return true
  } catch (error) {
    if (isServiceError(error, 'ConditionalCheckFailedException')) return false
    throw error
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
