import type { Request } from '../pair.js'
import { KEY, put, query, scan, update } from './request-builders.js'

export const legacy: readonly Request[] = [
  put({ Item: { ...KEY, n: { N: '5' }, s: { S: 'abc' }, ss: { SS: ['p'] } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Value: { N: '5' } } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Value: { N: '6' } } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: false } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: true } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: {} } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: false, Value: { N: '5' } } } }),
  put({
    Item: { ...KEY, n: { N: '5' } },
    Expected: { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '4' }] } }
  }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { ComparisonOperator: 'GT' } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { ComparisonOperator: 'GT', Value: { N: '4' } } } }),
  put({
    Item: { ...KEY, n: { N: '5' } },
    Expected: { n: { ComparisonOperator: 'NOT_NULL' }, x: { ComparisonOperator: 'NULL' } },
    ConditionalOperator: 'OR'
  }),
  put({ Item: { ...KEY, n: { N: '5' } }, ConditionalOperator: 'OR' }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: {}, ConditionalOperator: 'OR' }),
  ...[
    'EQ',
    'NE',
    'LT',
    'LE',
    'GT',
    'GE',
    'CONTAINS',
    'NOT_CONTAINS',
    'BEGINS_WITH',
    'IN',
    'BETWEEN',
    'NULL',
    'NOT_NULL',
    'x'
  ].flatMap(ComparisonOperator =>
    [
      [],
      [{ N: '5' }],
      [{ S: 'a' }],
      [{ N: '1' }, { N: '9' }],
      [{ SS: ['p'] }],
      [{ NULL: true }],
      [{ M: {} }]
    ].map(AttributeValueList => scan({ ScanFilter: { n: { ComparisonOperator, AttributeValueList } } }))
  ),
  ...['EQ', 'NE', 'LT', 'BEGINS_WITH', 'BETWEEN', 'CONTAINS', 'NULL'].flatMap(ComparisonOperator => [
    query({
      KeyConditions: {
        a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] },
        b: { ComparisonOperator, AttributeValueList: [{ N: '1' }] }
      }
    }),
    query({ KeyConditions: { a: { ComparisonOperator, AttributeValueList: [{ S: 'q' }] } } }),
    query({
      KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
      QueryFilter: { n: { ComparisonOperator, AttributeValueList: [{ N: '1' }] } }
    })
  ]),
  query({ KeyConditions: {} }),
  query({}),
  query({ KeyConditions: { b: { ComparisonOperator: 'EQ', AttributeValueList: [{ N: '1' }] } } }),
  query({
    KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
    QueryFilter: { b: { ComparisonOperator: 'NOT_NULL' } }
  }),
  query({
    KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
    KeyConditionExpression: 'a = :k'
  }),
  ...[
    { n: { Value: { N: '1' }, Action: 'ADD' } },
    { n: { Value: { N: '1' }, Action: 'PUT' } },
    { n: { Value: { N: '1' } } },
    { n: { Action: 'DELETE' } },
    { n: { Action: 'PUT' } },
    { n: { Action: 'ADD' } },
    { n: {} },
    { n: { Action: 'x' } },
    { ss: { Value: { SS: ['q'] }, Action: 'ADD' } },
    { ss: { Value: { SS: ['p'] }, Action: 'DELETE' } },
    { ss: { Value: { S: 'p' }, Action: 'DELETE' } },
    { s: { Value: { S: 'p' }, Action: 'ADD' } },
    { s: { Value: { N: '1' }, Action: 'ADD' } },
    { l: { Value: { L: [{ S: 'x' }] }, Action: 'ADD' } },
    { l: { Value: { L: [{ S: 'y' }] }, Action: 'ADD' } },
    { a: { Value: { S: 'x' }, Action: 'PUT' } },
    {}
  ].flatMap(AttributeUpdates =>
    ['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'].map(ReturnValues =>
      update({ Key: KEY, AttributeUpdates, ReturnValues })
    )
  ),
  update({ Key: KEY, AttributeUpdates: { n: { Value: { N: '1' } } }, UpdateExpression: 'SET n = :v' })
]
