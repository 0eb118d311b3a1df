import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import { type Fault, type FaultyClient, failing, losingAnswer, passOn } from '../faulty-client.js'
import { connectionReset, serverError, throttling } from '../service-failures.js'

const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query'])

/** Has requests of a client fail and answers be lost, at random, and all take their time. */
export function faultyWeather({ client: _, ...faulty }: FaultyClient, integer: (limit: number) => number) {
  const refuse = () => failing([connectionReset, serverError, throttling][integer(3)]!)
  const onRequest: Fault = async (request, send) => {
    await pass(integer(4))
    const fault = integer(40) > 0 ? passOn : integer(2) === 0 ? refuse() : losingAnswer(connectionReset)
    try {
      return await fault(request, send)
    } finally {
      await pass(integer(4))
    }
  }
  const onAttempt: Fault = (request, send) => {
    if (integer(12) > 0) return send()
    // Sent again, a write without a condition is done again: whatever was written in between is overwritten.
    const isRepeatable = READS.has(request.operation) || isGuarded(request)
    return (isRepeatable && integer(2) === 0 ? losingAnswer(connectionReset) : refuse())(request, send)
  }
  return { ...faulty, onRequest, onAttempt }
}

function isGuarded({ operation, input }: Parameters<Fault>[0]): boolean {
  return (
    operation === 'TransactWriteItems' || (input as PutItemCommandInput).ConditionExpression !== undefined
  )
}

/** Lets others go on, so many times. */
async function pass(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await new Promise(resolve => setImmediate(resolve))
}
