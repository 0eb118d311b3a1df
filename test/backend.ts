import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { type Server, startDynamoDBLocal } from './servers/dynamodb-local.js'
import { startEmbeddedServer } from './servers/embedded-server.js'

/**
 * What the tests under test/level can run on: the embedded engine in memory, in a file and over HTTP, Amazon's DynamoDB
 * Local, or whatever DYNAMODB_ENDPOINT points at.
 */
const BACKENDS = ['memory', 'file', 'http', 'dynamodb-local', 'endpoint'] as const

export type BackendName = (typeof BACKENDS)[number]

export function isBackendName(name: string): name is BackendName {
  return (BACKENDS as readonly string[]).includes(name)
}

/** The backend that this process was given by the runner. */
const backend: BackendName = backendOf(process.env)

/** Whether all processes find the same tables there. */
export function isShared(name: BackendName): boolean {
  return name !== 'memory'
}

/** Whether this process answers its requests itself, at once. */
export const isInProcess: boolean = backend === 'memory'

/** Starts the server that a backend needs, once for a whole run; undefined where it needs none. */
export async function startServerOf(name: BackendName): Promise<Server | undefined> {
  if (name === 'memory' || name === 'file') return undefined
  if (name === 'http') return startEmbeddedServer()
  if (name === 'dynamodb-local') return startDynamoDBLocal()
  const endpoint = process.env['DYNAMODB_ENDPOINT']
  if (!endpoint) throw new Error('The backend `endpoint` needs the variable DYNAMODB_ENDPOINT')
  return { endpoint, stop: async () => {} }
}

/** A client on the backend. All clients of a process see the same tables. */
export function createClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  if (backend === 'file')
    return new EmbeddedDynamoDBClient({
      ...embeddedConfig(config),
      path: embeddedPath(),
      durability: 'normal'
    })
  if (backend === 'memory') return createMemoryClient(config)
  return new DynamoDBClient({ ...CREDENTIALS, endpoint: String(process.env['DYNAMODB_ENDPOINT']), ...config })
}

const CREDENTIALS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' }
}

/** Tables in memory belong to one client: the first. Others reach its engine through the SDK's pipeline. */
let first: EmbeddedDynamoDBClient | undefined

function createMemoryClient(config: DynamoDBClientConfig): DynamoDBClient {
  if (first === undefined) {
    first = new EmbeddedDynamoDBClient(embeddedConfig(config))
    // The tables are those of the others too.
    first.destroy = () => {}
    return first
  }
  const { requestHandler } = first.config
  const shared = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: requestHandler.handle.bind(requestHandler),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {}
  }
  return new DynamoDBClient({
    ...CREDENTIALS,
    endpoint: 'http://memory.invalid',
    ...config,
    requestHandler: shared
  })
}

/** What an embedded client has no use for is left out: there is no network. */
function embeddedConfig({ maxAttempts, retryStrategy, retryMode, logger }: DynamoDBClientConfig) {
  return {
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(retryStrategy !== undefined && { retryStrategy }),
    ...(retryMode !== undefined && { retryMode }),
    ...(logger !== undefined && { logger })
  }
}

function embeddedPath(): string {
  const path = process.env['EMBEDDED_PATH']
  if (!path) throw new Error('The backend `file` needs the variable EMBEDDED_PATH')
  return path
}

function backendOf({ BACKEND: name, DYNAMODB_ENDPOINT: endpoint }: NodeJS.ProcessEnv): BackendName {
  if (name === undefined) return endpoint ? 'endpoint' : 'memory'
  if (!isBackendName(name)) throw new TypeError(`No such backend: ${name}`)
  return name
}
