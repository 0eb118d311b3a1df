// A process that kills itself at a request of a write: large-kill-process.js LOCATION WRITE NUMBER before|during
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import { BUFFERS, LARGE_WRITES } from './large-writes.js'

const [location, name, number, moment] = process.argv.slice(2) as [string, string, string, string]
const client = createClient()
const db = new DynamoLevel<Buffer, Buffer>(location, { client, ...BUFFERS })
await db.open()

let count = 0
client.middlewareStack.add(
  next => async args => {
    if (++count !== Number(number)) return next(args)
    if (moment === 'before') process.kill(process.pid, 'SIGKILL')
    const answer = next(args)
    // By then it is on its way, and may have been performed.
    setImmediate(() => setImmediate(() => process.kill(process.pid, 'SIGKILL')))
    return answer
  },
  { step: 'initialize', name: 'kill' }
)
await LARGE_WRITES[name]!.write(db)
await db.close()
client.destroy()
