import type { Request } from '../pair.js'
import { names, put, query, scan, values } from './request-builders.js'

export const queries: readonly Request[] = [
  ...['-1e5', '-2', '-1.5', '-0.1', '0', '0.001', '0.1', '1', '1.5', '2', '9', '10', '1e5'].map(N =>
    put({ Item: { a: { S: 'q' }, b: { N }, g: { B: 'AA==' }, n: { N } } })
  ),
  ...[
    'a = :q',
    'a = :q AND b > :one',
    'a = :q AND b >= :one',
    'a = :q AND b < :one',
    'a = :q AND b <= :one',
    'a = :q AND b = :one',
    'a = :q AND b <> :one',
    'a = :q AND b BETWEEN :one AND :ten',
    'a = :q AND b BETWEEN :ten AND :one',
    'b = :one AND a = :q',
    '(a = :q) AND (b = :one)',
    '(a = :q AND b = :one)',
    '((a = :q))',
    ':q = a',
    ':q = a AND :one < b',
    'a = :q OR b = :one',
    'NOT a = :q',
    'a = :q AND b > :one AND b < :ten',
    'a = :q AND a = :q',
    'a = :q AND n = :one',
    'a > :q',
    'b = :one',
    'a = :one',
    'a = :q AND b = :q',
    'a = :q AND begins_with(b, :one)',
    'begins_with(a, :q)',
    'a = :q AND attribute_exists(b)',
    'a = :q AND b IN (:one)',
    'a = :q AND size(b) = :one',
    'a.x = :q',
    'a[0] = :q',
    'a = b',
    '#a = :q',
    '',
    'a'
  ].flatMap(text => {
    const all: Record<string, unknown> = { ':q': { S: 'q' }, ':one': { N: '1' }, ':ten': { N: '10' } }
    const used = values(Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(name))))
    const input = { KeyConditionExpression: text, ...used, ...(text.includes('#') && names({ '#a': 'a' })) }
    return [
      query(input),
      query({ ...input, ScanIndexForward: false, Limit: 2, ReturnConsumedCapacity: 'TOTAL' })
    ]
  }),
  ...[
    { IndexName: 'byG' },
    { IndexName: 'byG', Limit: 3 },
    { IndexName: 'byG', ConsistentRead: true },
    { IndexName: 'byG', Select: 'ALL_ATTRIBUTES' },
    { IndexName: 'byG', Select: 'ALL_PROJECTED_ATTRIBUTES' },
    { IndexName: 'byG', Select: 'COUNT' },
    { IndexName: 'byG', ProjectionExpression: 'big' },
    { IndexName: 'byG', FilterExpression: 'g = :g' },
    { IndexName: 'byG', ReturnConsumedCapacity: 'INDEXES' },
    { IndexName: 'nosuch' }
  ].map(others => query({ KeyConditionExpression: 'g = :g', ...values({ ':g': { B: 'AA==' } }), ...others })),
  ...[
    { FilterExpression: 'b = :k' },
    { FilterExpression: 'a = :k' },
    { FilterExpression: 'n = :k', Limit: 2 },
    { Select: 'COUNT' },
    { Select: 'COUNT', ProjectionExpression: 'n' },
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    { Select: 'SPECIFIC_ATTRIBUTES' },
    { Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'n' },
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'n' },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { N: '0' } } },
    { ExclusiveStartKey: { a: { S: 'other' }, b: { N: '0' } } },
    { ExclusiveStartKey: { a: { S: 'k' } } },
    { ExclusiveStartKey: {} },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { S: '0' } } },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { N: '0' }, c: { N: '0' } } },
    { Limit: 0 },
    { AttributesToGet: ['n'] },
    { AttributesToGet: [] },
    { AttributesToGet: ['n', 'n'] }
  ].map(others => query({ KeyConditionExpression: 'a = :k', ...values({ ':k': { S: 'k' } }), ...others }))
]

export const scans: readonly Request[] = [
  scan({ Segment: 0, TotalSegments: 1 }),
  scan({ Segment: 1, TotalSegments: 1 }),
  scan({ Segment: 0 }),
  scan({ TotalSegments: 2 }),
  scan({ Segment: -1, TotalSegments: 2 }),
  scan({ Segment: 0, TotalSegments: 1_000_001 }),
  scan({ IndexName: 'byG', ConsistentRead: true }),
  scan({ IndexName: 'byG', Select: 'ALL_ATTRIBUTES' }),
  scan({ IndexName: 'byG', ReturnConsumedCapacity: 'INDEXES' }),
  scan({ IndexName: 'nosuch' }),
  scan({ ExclusiveStartKey: { a: { S: 'nosuch' } } }),
  scan({ ExclusiveStartKey: {} }),
  scan({ FilterExpression: 'a = :k', ...values({ ':k': { S: 'k' } }) }),
  scan({ Select: 'COUNT', FilterExpression: 'attribute_exists(n)' })
]
