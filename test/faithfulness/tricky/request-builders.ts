// What the requests picked by hand are made of. They are sent in order, to one table.
import type { Request } from '../pair.js'

export type Input = Record<string, unknown>

export const TableName = 'tricky'
export const KEY = { a: { S: 'k' }, b: { N: '1' } }

const on =
  (operation: string) =>
  (input: Input): Request => ({ operation, input: { TableName, ...input } })
export const put = on('PutItem')
export const get = on('GetItem')
export const update = on('UpdateItem')
export const remove = on('DeleteItem')
export const query = on('Query')
export const scan = on('Scan')
export const change = (UpdateExpression: string, others: Input = {}) =>
  update({ Key: KEY, UpdateExpression, ReturnValues: 'ALL_NEW', ...others })
export const values = (list: Record<string, unknown>) => ({ ExpressionAttributeValues: list })
export const names = (list: Record<string, string>) => ({ ExpressionAttributeNames: list })
export const check = (ConditionExpression: string, others: Input = {}) =>
  put({ Item: { ...KEY, n: { N: '5' } }, ConditionExpression, ...others })

export const SETUP: readonly Request[] = [
  {
    operation: 'CreateTable',
    input: {
      TableName,
      AttributeDefinitions: [
        { AttributeName: 'a', AttributeType: 'S' },
        { AttributeName: 'b', AttributeType: 'N' },
        { AttributeName: 'g', AttributeType: 'B' }
      ],
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'RANGE' }
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byG',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] }
        }
      ]
    }
  }
]
