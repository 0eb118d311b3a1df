// A process that is killed at every request of batches, before it is performed and after. See also batch-crash.test.ts,
// where requests fail, and test/soak/crash.ts, for larger ones.
import test from 'tape'
import { createClient } from '../backend.js'
import { killBatches } from '../batch-kills.js'

const SIZES = [1, 2, 25, 26, 100, 101]

const client = createClient()

for (const operations of SIZES) {
  test(`a process is killed within batches of ${operations}`, async t => {
    for await (const { isRight, what } of killBatches(client, operations)) t.ok(isRight, what)
  })
}

test.onFinish(() => client.destroy())
