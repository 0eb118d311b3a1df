import type { TransactWriteItem, WriteRequest } from '@aws-sdk/client-dynamodb'
import type { Item } from '../codec/item.js'
import type { Keyspace } from '../keyspace.js'
import type { Condition } from './condition.js'

/** A write within a transaction. With `returnOld`, a condition that fails tells what stands there. */
export function transactWrite(
  { table }: { table: string },
  { PutRequest: put, DeleteRequest: del }: WriteRequest,
  condition?: Condition,
  returnOld = false
): TransactWriteItem {
  const common = {
    TableName: table,
    ...condition,
    ...(returnOld && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const })
  }
  return put ? { Put: { ...common, Item: put.Item } } : { Delete: { ...common, Key: del?.Key } }
}

export function transactCheck(space: Keyspace, key: Item, condition: Condition): TransactWriteItem {
  return { ConditionCheck: { TableName: space.table, Key: key, ...condition } }
}
