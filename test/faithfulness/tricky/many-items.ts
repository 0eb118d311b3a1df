import type { Request } from '../pair.js'
import { KEY, TableName } from './request-builders.js'

export const batches: readonly Request[] = [
  {},
  { RequestItems: {} },
  { RequestItems: { [TableName]: [] } },
  { RequestItems: { [TableName]: [{}] } },
  { RequestItems: { [TableName]: [{ PutRequest: {} }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: KEY }, DeleteRequest: { Key: KEY } }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: KEY } }, { DeleteRequest: { Key: KEY } }] } },
  {
    RequestItems: {
      [TableName]: [
        { PutRequest: { Item: KEY } },
        { DeleteRequest: { Key: { a: { S: 'k' }, b: { N: '1.0' } } } }
      ]
    }
  },
  { RequestItems: { [TableName]: [{ DeleteRequest: { Key: { a: { S: 'k' } } } }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: { a: { S: 'k' } } } }] } },
  { RequestItems: { 'no.such.table': [{ DeleteRequest: { Key: KEY } }] } },
  {
    RequestItems: {
      [TableName]: Array.from({ length: 26 }, (_, i) => ({
        DeleteRequest: { Key: { a: { S: 'k' }, b: { N: String(i) } } }
      }))
    }
  },
  {
    RequestItems: {
      [TableName]: Array.from({ length: 25 }, (_, i) => ({
        PutRequest: { Item: { a: { S: 'k' }, b: { N: String(i) } } }
      }))
    },
    ReturnConsumedCapacity: 'TOTAL'
  }
].map(input => ({ operation: 'BatchWriteItem', input }))

export const batchReads: readonly Request[] = [
  {},
  { RequestItems: {} },
  { RequestItems: { [TableName]: {} } },
  { RequestItems: { [TableName]: { Keys: [] } } },
  { RequestItems: { [TableName]: { Keys: [KEY, KEY] } } },
  { RequestItems: { [TableName]: { Keys: [KEY, { a: { S: 'k' }, b: { N: '1.0' } }] } } },
  { RequestItems: { [TableName]: { Keys: [{ a: { S: 'k' } }] } } },
  {
    RequestItems: { [TableName]: { Keys: [KEY], ProjectionExpression: 'b' } },
    ReturnConsumedCapacity: 'TOTAL'
  },
  { RequestItems: { [TableName]: { Keys: [KEY], ProjectionExpression: 'b', AttributesToGet: ['b'] } } },
  { RequestItems: { [TableName]: { Keys: [KEY] }, 'no.such.table': { Keys: [KEY] } } },
  {
    RequestItems: {
      [TableName]: { Keys: Array.from({ length: 101 }, (_, i) => ({ a: { S: 'k' }, b: { N: String(i) } })) }
    }
  }
].map(input => ({ operation: 'BatchGetItem', input }))

export const transactions: readonly Request[] = [
  {},
  { TransactItems: [] },
  { TransactItems: [{}] },
  { TransactItems: [{ Put: { TableName, Item: KEY }, Delete: { TableName, Key: KEY } }] },
  { TransactItems: [{ Put: { TableName, Item: KEY } }, { Delete: { TableName, Key: KEY } }] },
  { TransactItems: [{ Put: { TableName, Item: { a: { S: 'k' } } } }] },
  { TransactItems: [{ Put: { TableName: 'no.such.table', Item: KEY } }] },
  {
    TransactItems: [
      { Put: { TableName, Item: KEY, ConditionExpression: 'attribute_not_exists(a)' } },
      { Delete: { TableName, Key: { a: { S: 'z' }, b: { N: '1' } } } }
    ]
  },
  {
    TransactItems: [
      {
        Put: {
          TableName,
          Item: KEY,
          ConditionExpression: 'attribute_not_exists(a)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
        }
      }
    ]
  },
  { TransactItems: [{ ConditionCheck: { TableName, Key: KEY } }] },
  {
    TransactItems: [{ ConditionCheck: { TableName, Key: KEY, ConditionExpression: 'attribute_exists(a)' } }]
  },
  { TransactItems: [{ Update: { TableName, Key: KEY } }] },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET n = n + :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET s.x = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET a = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET g = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, big: { S: 'x'.repeat(409_600) } } } }] },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '1' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '1' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '2' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: KEY } }], ReturnConsumedCapacity: 'TOTAL' },
  {
    TransactItems: Array.from({ length: 101 }, (_, i) => ({
      Delete: { TableName, Key: { a: { S: 'k' }, b: { N: String(i) } } }
    }))
  }
].map(input => ({ operation: 'TransactWriteItems', input }))

export const transactReads: readonly Request[] = [
  {},
  { TransactItems: [] },
  { TransactItems: [{}] },
  { TransactItems: [{ Get: { TableName } }] },
  { TransactItems: [{ Get: { TableName, Key: KEY } }, { Get: { TableName, Key: KEY } }] },
  { TransactItems: [{ Get: { TableName, Key: { a: { S: 'k' } } } }] },
  {
    TransactItems: [
      { Get: { TableName, Key: KEY, ProjectionExpression: 'b' } },
      { Get: { TableName, Key: { a: { S: 'nosuch' }, b: { N: '1' } } } }
    ],
    ReturnConsumedCapacity: 'TOTAL'
  },
  { TransactItems: [{ Get: { TableName: 'no.such.table', Key: KEY } }] }
].map(input => ({ operation: 'TransactGetItems', input }))
