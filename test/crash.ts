import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Fault, FaultyClient } from './faulty-client.js'
import { connectionReset } from './service-failures.js'

/** A crash comes before a request is performed, or after that and before its answer. */
export type Moment = 'before' | 'after'

const MOMENTS: readonly Moment[] = ['before', 'after']

/** Where something crashes: at one of its requests, the first being 1. */
export interface CrashPoint {
  readonly number: number
  readonly moment: Moment
}

/** Every point of something that sends so many requests. */
export function crashPoints(requests: number): CrashPoint[] {
  return Array.from({ length: requests }, (_, index) => index + 1).flatMap(number =>
    MOMENTS.map(moment => ({ number, moment }))
  )
}

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

/** What stands between a database and its client, request by request. */
export type Guard = (send: () => Promise<unknown>) => Promise<unknown>

/**
 * A client whose requests pass a guard. All that a database asks of a client is to send, so this stands outside of the
 * SDK's pipeline, and costs next to nothing: tests with millions of writes need that.
 */
export function guardedClient(client: DynamoDBClient, guard: Guard): DynamoDBClient {
  const send = (...args: [never]) => guard(async () => client.send(...args))
  return { send } as unknown as DynamoDBClient
}
