import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type CrashPoint, guardedClient } from './crash.js'

/** A client that comes to one of its requests, and no further. */
export interface DoomedClient {
  readonly client: DynamoDBClient
  /** Counts from here on. Resolves when that request is reached, and all before it are done. */
  doom(point: CrashPoint): Promise<void>
}

/**
 * Many of them die in one process: each holds still where a kill is to find it, and when all do, the process is killed.
 */
export function createDoomedClient(client: DynamoDBClient): DoomedClient {
  let point: CrashPoint | undefined
  let count = 0
  let reached = () => {}
  const underWay = new Set<Promise<unknown>>()

  const guarded = guardedClient(client, async send => {
    const number = ++count
    const isHeld =
      point !== undefined && (number > point.number || (number === point.number && point.moment === 'before'))
    if (!isHeld) {
      const answer = send()
      underWay.add(answer)
      await answer.finally(() => underWay.delete(answer)).catch(() => {})
      if (number !== point?.number) return answer
    }
    if (number === point?.number) {
      await Promise.allSettled(underWay)
      reached()
    }
    return new Promise(() => {})
  })
  return {
    client: guarded,
    doom: where => {
      count = 0
      point = where
      return new Promise(resolve => {
        reached = resolve
      })
    }
  }
}

/** Kills this process once all writes have come to where they are to end. */
export async function dieWith(
  writes: readonly { reached: Promise<void>; done: Promise<unknown> }[]
): Promise<never> {
  for (const { reached, done } of writes) {
    await Promise.race([reached, done.then(() => Promise.reject(new Error('Done, and not killed')))])
  }
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}
