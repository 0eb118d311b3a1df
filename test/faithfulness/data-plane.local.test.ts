// The same random requests to the engine and to DynamoDB Local. FAITHFULNESS_SEED replays a run that failed,
// FAITHFULNESS_RUNS makes it longer.
import fc from 'fast-check'
import test from 'tape'
import { seedOf } from '../seed.js'
import { requests } from './arbitrary/requests.js'
import { TABLES } from './arbitrary/tables.js'
import { compare, explain, haveParted } from './compare.js'
import { Pair, type Replies, type Reply, type Request } from './pair.js'

const RUNS = Number(process.env['FAITHFULNESS_RUNS'] ?? 40)
const REQUESTS_PER_RUN = 40
/** Seen in two of two hundred runs. What happens more often is a difference. */
const MAX_LOST_RUNS = 2
const seed = seedOf('FAITHFULNESS_SEED')

test(`random requests get the answers of DynamoDB Local (seed ${seed})`, async t => {
  const pair = Pair.withDynamoDBLocal()
  let run = 0
  let lost = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async generate => {
        const prefix = `faith.${Date.now().toString(36)}.${++run}.`
        await createTables(pair, prefix)
        const log: Request[] = []
        try {
          for (let count = 0; count < REQUESTS_PER_RUN; count++) {
            const request = generate(requests, prefix)
            log.push(request)
            const replies = await pair.send(request)
            const verdict = compare(request, replies)
            if (verdict === 'same') continue
            if (verdict === 'known' && haveParted(replies)) break
            if (verdict === 'known') continue
            if (hasLostTable(replies) && ++lost <= MAX_LOST_RUNS) break
            throw new Error(explain(verdict, log.slice(0, -1)))
          }
        } finally {
          await deleteTables(pair, prefix)
        }
      }),
      { seed, numRuns: RUNS, endOnFailure: true }
    )
    t.pass(`${run} runs of ${REQUESTS_PER_RUN} requests; in ${lost} Local lost a table`)
  } catch (error) {
    // fast-check prints the whole run; the cause is the request that differed.
    t.fail(String((error as Error).cause ?? error))
  } finally {
    pair.close()
  }
})

async function createTables(pair: Pair, prefix: string): Promise<void> {
  for (const { suffix, definition } of TABLES) {
    const input = { TableName: prefix + suffix, ...definition }
    const { reference } = await pair.send({ operation: 'CreateTable', input })
    // Nobody else has a table of that name: it is there after an answer that told of a failure.
    const isThere = String(reference.body['__type']).endsWith('#ResourceInUseException')
    if (reference.statusCode !== 200 && !isThere)
      throw new Error(`Local made no table: ${JSON.stringify(reference.body)}`)
  }
}

/** Under load Local now and then denies a table that it made and answered for, and nothing can be compared any more. */
function hasLostTable({ reference, engine }: Replies): boolean {
  return isMissingTable(reference) && !isMissingTable(engine)
}

function isMissingTable({ body }: Reply): boolean {
  return String(body['__type']).endsWith('#ResourceNotFoundException')
}

async function deleteTables(pair: Pair, prefix: string): Promise<void> {
  for (const { suffix } of TABLES) {
    await pair.send({ operation: 'DeleteTable', input: { TableName: prefix + suffix } })
  }
}
