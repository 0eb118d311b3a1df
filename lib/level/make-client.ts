import type { Readable } from 'node:stream'
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

const SETTINGS: DynamoDBClientConfig = {
  // The SDK's own have no time-out at all, so that one lost packet can hold a read for ever; its retries, four attempts
  // with jitter, are good as they are.
  // https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  // Else the SDK sorts and binds its dozen layers anew for each request: 40 of the 180 microseconds that one takes
  // before and after the network.
  cacheMiddleware: true,
  streamCollector: collect,
  // Buffers are what abstract-level takes. The SDK's own decoder looks through each text for what is not base64 first.
  base64Decoder: text => Buffer.from(text, 'base64')
}

/** A client with settings of ours; what it talks to, and as whom, the environment says. */
export function makeClient(): DynamoDBClient {
  const client = new DynamoDBClient(SETTINGS)
  // There is no logger, and yet that layer copies and walks all that is sent and received, lest a secret be logged.
  client.middlewareStack.remove('loggerMiddleware')
  easeCopying(client.config)
  return client
}

/**
 * The SDK copies all its settings four times for each request, a third of its time before and after the network: V8 keeps
 * so many properties in a table and copies them one by one. Once it has met them often as those of a prototype, it
 * keeps them as fields and copies them at once.
 */
function easeCopying(settings: object): void {
  const heir = Object.create(settings) as DynamoDBClientConfig
  for (let look = 0; look < 1_000 && heir.region !== undefined; look++);
}

/** An answer's bytes. The SDK's own collector pipes them through a stream of its own, and copies them twice. */
function collect(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    stream.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    stream.once('error', reject)
  })
}
