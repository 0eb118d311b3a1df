import type {
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  DynamoDBClient,
  DynamoDBClientConfig,
  QueryCommandInput,
  ServiceInputTypes,
  ServiceOutputTypes
} from '@aws-sdk/client-dynamodb'
import { createClient } from './backend.js'
import { RequestLog } from './request-log.js'

interface Request {
  readonly operation: string
  readonly input: ServiceInputTypes
}

/** Performs the request, or another one in its place. */
type Send = (input?: ServiceInputTypes) => Promise<ServiceOutputTypes>

/** What happens to a request on its way: it may be changed, answered, failed, or performed and then failed. */
export type Fault = (request: Request, send: Send) => Promise<ServiceOutputTypes>

export interface FaultyClient {
  readonly client: DynamoDBClient
  readonly log: RequestLog
  /** Meets each request once, outside of the SDK's retries. */
  onRequest: Fault
  /** Meets each attempt, inside of the SDK's retries. The request is serialized: its input cannot be changed. */
  onAttempt: Fault
}

const ATTEMPTS = 4

/** The SDK's four attempts without its pauses, and without the quota that ends retries of many requests. */
const RETRY_AT_ONCE: Pick<DynamoDBClientConfig, 'retryStrategy'> = {
  retryStrategy: {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (before, { errorType }) => {
      const count = before.getRetryCount() + 1
      if (errorType === 'CLIENT_ERROR' || count === ATTEMPTS) throw new Error('No more attempts')
      return token(count)
    },
    recordSuccess: () => {}
  }
}

const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 })

/** A client on the backend, whose requests are logged, and can be made to fail. */
export function createFaultyClient(): FaultyClient {
  const client = createClient(RETRY_AT_ONCE)
  const log = new RequestLog()
  const faulty: FaultyClient = { client, log, onRequest: passOn, onAttempt: passOn }

  client.middlewareStack.add(
    (next, context) => async args => {
      const request = { operation: operationOf(context), input: args.input }
      const send: Send = async (input = args.input) => (await next({ ...args, input })).output
      const logged: (typeof log.requests)[number] = { ...request }
      log.requests.push(logged)
      try {
        logged.output = await faulty.onRequest(request, send)
        return { response: undefined, output: logged.output as never }
      } catch (error) {
        logged.error = error
        throw error
      }
    },
    { step: 'initialize', name: 'faultsOfRequests' }
  )
  client.middlewareStack.add(
    (next, context) => async args => {
      let response: unknown
      const send: Send = async () => {
        const answer = await next(args)
        response = answer.response
        return answer.output
      }
      const output = await faulty.onAttempt({ operation: operationOf(context), input: args.input }, send)
      return { response, output: output as never }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'faultsOfAttempts' }
  )
  return faulty
}

export const passOn: Fault = (_request, send) => send()

export function failing(error: () => Error): Fault {
  return async () => {
    throw error()
  }
}

/** The request is performed, and its answer is lost, whatever it was. */
export function losingAnswer(error: () => Error): Fault {
  return async (_request, send) => {
    await send().catch(() => {})
    throw error()
  }
}

export function only(operation: string, fault: Fault): Fault {
  return (request, send) => (request.operation === operation ? fault : passOn)(request, send)
}

/** Of the requests that get here, those from one number to another, the first being 1. */
export function numbered(from: number, to: number, fault: Fault): Fault {
  let number = 0
  return (request, send) => {
    number++
    return (number >= from && number <= to ? fault : passOn)(request, send)
  }
}

/** Performs the part of a batch that `isProcessed` picks, by its place in the request. */
export function leavingUnprocessed(isProcessed: (index: number) => boolean): Fault {
  return async ({ operation, input }, send) => {
    if (operation === 'BatchWriteItem') {
      const [[table, writes]] = Object.entries((input as BatchWriteItemCommandInput).RequestItems!) as [
        [string, NonNullable<BatchWriteItemCommandInput['RequestItems']>[string]]
      ]
      const processed = writes.filter((_, index) => isProcessed(index))
      const rest = writes.filter((_, index) => !isProcessed(index))
      const output =
        processed.length > 0
          ? await send({ ...input, RequestItems: { [table]: processed } })
          : { $metadata: {} }
      return { ...output, UnprocessedItems: rest.length > 0 ? { [table]: rest } : {} }
    }
    if (operation === 'BatchGetItem') {
      const [[table, read]] = Object.entries((input as BatchGetItemCommandInput).RequestItems!) as [
        [string, NonNullable<BatchGetItemCommandInput['RequestItems']>[string]]
      ]
      const processed = read.Keys!.filter((_, index) => isProcessed(index))
      const rest = read.Keys!.filter((_, index) => !isProcessed(index))
      const output =
        processed.length > 0
          ? await send({ ...input, RequestItems: { [table]: { ...read, Keys: processed } } })
          : { $metadata: {} }
      return { ...output, UnprocessedKeys: rest.length > 0 ? { [table]: { ...read, Keys: rest } } : {} }
    }
    return send()
  }
}

/** Lets a page of a query have so many items at most, as if 1 MB held no more. */
export function smallPages(size: number): Fault {
  return ({ operation, input }, send) => {
    if (operation !== 'Query') return send()
    const query = input as QueryCommandInput
    return send({ ...query, Limit: Math.min(query.Limit ?? size, size) })
  }
}

/** Answers each query with so many pages that are empty and yet not the last, before the page that was asked for. */
export function emptyPagesFirst(count: number): Fault {
  const resumes = new Map<unknown, { startKey: QueryCommandInput['ExclusiveStartKey']; passed: number }>()
  return async ({ operation, input }, send) => {
    if (operation !== 'Query') return send()
    const query = input as QueryCommandInput
    const { ExclusiveStartKey: given, ...rest } = query
    const { startKey, passed } = resumes.get(given) ?? { startKey: given, passed: 0 }
    if (passed === count) return send({ ...rest, ...(startKey && { ExclusiveStartKey: startKey }) })

    const LastEvaluatedKey = { ...startKey }
    resumes.set(LastEvaluatedKey, { startKey, passed: passed + 1 })
    return { Items: [], Count: 0, ScannedCount: 0, LastEvaluatedKey, $metadata: {} }
  }
}

function operationOf(context: { commandName?: string }): string {
  return String(context.commandName).replace(/Command$/, '')
}
