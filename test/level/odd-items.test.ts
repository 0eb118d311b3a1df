// One item that is damaged, or of others, or odd in another way: it is told of, its neighbours are not lost by it, and it
// can be overwritten and deleted.
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import type { DynamoLevel, DynamoLevelError } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { rejection } from '../rejection.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

type Database = DynamoLevel<string, string>

/** Does not fit into an item. */
const LARGE = 'x'.repeat(500_000)

const faulty = createFaultyClient()
const { client } = faulty
const { test: oddTest } = databaseTests<string, string>(faulty, UTF8)
const now = Date.now()
holdClock()
clock.now = () => now

async function store(db: Database, name: string, rest: Record<string, AttributeValue>): Promise<void> {
  const item = { pk: { S: db.name }, sk: { B: Buffer.from(name) }, ...rest }
  await client.send(new PutItemCommand({ TableName: db.table, Item: item }))
}

/** Items that nobody can read as entries, by what is odd. */
const ODD: Record<string, { name?: string; rest: Record<string, AttributeValue> }> = {
  'no value': { rest: {} },
  'a value of another type': { rest: { v: { S: 'text' } } },
  'a damaged head': { rest: { c: { M: { i: { S: 'ab' } } } } },
  'a head of another type': { rest: { c: { S: 'text' } } },
  'a head whose chunks are missing': {
    rest: { c: { M: { i: { S: 'ab' }, s: { N: '9' }, p: { N: '9' }, h: { N: '9' } } } }
  },
  'an unknown compression': { rest: { v: { B: Buffer.from('1') }, z: { S: 'newer' } } },
  'a damaged compression': { rest: { v: { B: Buffer.from('1') }, z: { S: 'gzip' } } },
  'a range key of 1,024 bytes': { name: 'c'.repeat(1_024), rest: { v: { B: Buffer.from('1') } } }
}

const GOOD = ['a', 'b', 'd', 'e', 'f']

/** Reads on behind failures, until there is nothing more. */
async function readAll<T>(read: () => Promise<T[]>): Promise<{ found: T[]; codes: string[] }> {
  const found: T[] = []
  const codes: string[] = []
  for (;;) {
    try {
      const some = await read()
      if (some.length === 0) return { found, codes }
      found.push(...some)
    } catch (error) {
      codes.push((error as DynamoLevelError).code)
      if (codes.length > 3) return { found, codes }
    }
  }
}

for (const [what, { name = 'c', rest }] of Object.entries(ODD)) {
  oddTest(`${what}: its neighbours are read`, async (t, db) => {
    await db.put('e', LARGE)
    for (const good of GOOD) if (good !== 'e') await db.put(good, good)
    await store(db, name, rest)
    const code = what.startsWith('an unknown') ? 'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED' : 'LEVEL_CORRUPTION'

    for (const reverse of [false, true]) {
      const expected = reverse ? GOOD.toReversed() : GOOD
      for (const size of [1, 2, 3, 4, 1_000]) {
        const iterator = db.iterator({ reverse })
        const { found, codes } = await readAll(() => iterator.nextv(size))
        t.same([found.map(([key]) => key), codes], [expected, [code]], `nextv(${size})`)
        await iterator.close()
      }
      const iterator = db.iterator({ reverse })
      const one = async () => [await iterator.next()].filter(entry => entry !== undefined)
      const { found, codes } = await readAll(one)
      t.same([found.map(([key]) => key), codes], [expected, [code]], 'next()')
      await iterator.close()
      await rejection(db.iterator({ reverse }).all(), code)
      await rejection(db.values({ reverse }).all(), code)
    }

    const iterator = db.values({ gt: 'd' })
    iterator.seek('e')
    t.equal((await iterator.next())?.length, LARGE.length)
    await iterator.close()
  })
}

test('teardown', async () => client.destroy())
