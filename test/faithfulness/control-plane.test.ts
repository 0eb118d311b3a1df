// Random definitions of tables, and changes to them, sent to the engine and to dynalite: DynamoDB Local words
// nearly all errors of these operations in its own way. FAITHFULNESS_SEED replays a run that failed.
import fc from 'fast-check'
import test from 'tape'
import { seedOf } from '../seed.js'
import { startDynalite } from '../servers/dynalite.js'
import { tableRequests } from './arbitrary/table-requests.js'
import { compare, explain, haveParted } from './compare.js'
import { KNOWN_DIFFERENCES_FROM_DYNALITE } from './differences.js'
import { Pair, type Reply, type Request } from './pair.js'

const RUNS = Number(process.env['FAITHFULNESS_RUNS'] ?? 60)
const REQUESTS_PER_RUN = 60
const seed = seedOf('FAITHFULNESS_SEED')

/** dynalite finishes a change in the next turns of the event loop. */
const SETTLE_MS = 2

test(`operations on tables get the answers that dynalite recorded (seed ${seed})`, async t => {
  const server = await startDynalite()
  let run = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async generate => {
        const pair = new Pair(server.endpoint)
        const prefix = `run${++run}.`
        const log: Request[] = []
        try {
          for (let count = 0; count < REQUESTS_PER_RUN; count++) {
            const request = generate(tableRequests, prefix)
            if (isNewer(request)) continue
            log.push(request)
            const { reference, engine } = await pair.send(request)
            const replies = { reference: lasting(reference), engine: lasting(engine) }
            await new Promise(resolve => setTimeout(resolve, SETTLE_MS))
            const verdict = compare(request, replies, KNOWN_DIFFERENCES_FROM_DYNALITE)
            if (typeof verdict === 'object') {
              throw new Error(explain(verdict, log.slice(0, -1)))
            }
            if (haveParted(replies)) break
          }
        } finally {
          pair.close()
        }
      }),
      { seed, numRuns: RUNS, endOnFailure: true }
    )
    t.pass(`${run} runs`)
  } catch (error) {
    // fast-check prints the whole run; the cause is the request that differed.
    t.fail(String((error as Error).cause ?? error))
  } finally {
    await server.stop()
  }
})

/** What came after dynalite's recordings. */
function isNewer({ operation, input }: Request): boolean {
  const text = JSON.stringify(input)
  if (/TimeToLive|Tag/.test(operation) || /"(DeletionProtectionEnabled|TableClass)":/.test(text)) return true
  // dynalite lets nearly everything through here.
  return operation === 'UpdateTable' && text.includes('"GlobalSecondaryIndexUpdates"')
}

/** Without times, ids and states, what the service has told only since, and the values that errors print. */
function lasting(reply: Reply): Reply {
  const text = JSON.stringify(reply.body, (name, value) => {
    if (/Date|^TableId$|Arn$|Status$|^DeletionProtectionEnabled$|^BillingMode$/.test(name)) return undefined
    return name === 'message' ? value.replace(/Value '\[.*?\]' at/g, 'Value at') : value
  })
  return { ...reply, body: JSON.parse(text) }
}
