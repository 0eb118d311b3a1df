// Moves money from one account to another, over and over.
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import { integersFrom } from '../random.js'
import { taskOf } from '../worker.js'

export interface Transfers {
  location: string
  accounts: string[]
  times: number
  seed: number
}

const { location, accounts, times, seed } = taskOf<Transfers>()
const integer = integersFrom(seed)
const client = createClient()
const db = new DynamoLevel<string, number>(location, { client, valueEncoding: 'json' })
for (let time = 0; time < times; time++) {
  const from = accounts[integer(accounts.length)]!
  const to = accounts[integer(accounts.length)]!
  if (from === to) continue
  await db.transaction(
    async tx => {
      const [balance = 0, other = 0] = await tx.getMany([from, to])
      const amount = integer(balance + 1)
      // An account that is empty is not there.
      if (balance === amount) await tx.del(from)
      else await tx.put(from, balance - amount)
      await tx.put(to, other + amount)
    },
    { retries: 1_000 }
  )
}
await db.close()
client.destroy()
