// The suites of abstract-leveldown 6 and 7, whole. Of what they leave out unless asked, getMany and clear are asked for;
// snapshots are left out, as DynamoDB has none.
import { randomUUID } from 'node:crypto'
import suite6 from 'abstract-leveldown-6/test/index.js'
import suite7 from 'abstract-leveldown-7/test/index.js'
import test, { type TestCase } from 'tape'
import { dynamoDown } from '../../../lib/leveldown/index.js'
import { createClient } from '../../backend.js'

const client = createClient()
const down = dynamoDown({ client, table: `test-${randomUUID()}` })

// What 6 wants to throw gives a promise since 7: there the two contradict each other, and the later one holds.
const SUPERSEDED = new Set([
  'test argument-less iterator#next() throws',
  'test argument-less iterator#end() after next() throws',
  'test argument-less iterator#end() throws'
])
const superseded: string[] = []
const testOf6 = (name: string, body: TestCase) => {
  if (SUPERSEDED.has(name)) superseded.push(name)
  else test(name, body)
}

const options = { factory: () => down(randomUUID()), snapshots: false, clear: true, getMany: true }
suite6({ ...options, test: testOf6 })
suite7({ ...options, test })

test('nothing else of abstract-leveldown 6 is left out', t => {
  t.deepEqual(superseded.sort(), [...SUPERSEDED].sort())
  t.end()
})

test.onFinish(() => client.destroy())
