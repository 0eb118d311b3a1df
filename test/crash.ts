import type { Fault, FaultyClient } from './faulty-client.js'
import { connectionReset } from './service-failures.js'

export type Moment = 'before' | 'after'

/** From a request on nothing gets through any more: that request itself is still performed, or is not. */
export function crashing(number: number, moment: Moment): Fault {
  let count = 0
  return async (_request, send) => {
    count++
    if (count < number) return send()
    if (count === number && moment === 'after') await send()
    throw connectionReset()
  }
}

/** How many requests something sends where all is well. */
export async function countRequests(faulty: FaultyClient, run: () => Promise<unknown>): Promise<number> {
  faulty.log.clear()
  await run()
  return faulty.log.requests.length
}
