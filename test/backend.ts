import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { type Server, startDynamoDBLocal } from './servers/dynamodb-local.js'

/** What the tests under test/level can run on. `endpoint` is whatever DYNAMODB_ENDPOINT points at. */
const BACKENDS = ['dynamodb-local', 'endpoint'] as const

export type BackendName = (typeof BACKENDS)[number]

export function isBackendName(name: string): name is BackendName {
  return (BACKENDS as readonly string[]).includes(name)
}

/** Starts the server that a backend needs, once for a whole run; undefined where it needs none. */
export async function startServerOf(backend: BackendName): Promise<Server | undefined> {
  if (backend === 'dynamodb-local') return startDynamoDBLocal()
  const endpoint = process.env['DYNAMODB_ENDPOINT']
  if (!endpoint) throw new Error('The backend `endpoint` needs the variable DYNAMODB_ENDPOINT')
  return { endpoint, stop: async () => {} }
}

/** A client on the backend that this process was given by the runner, or on DYNAMODB_ENDPOINT. */
export function createClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const endpoint = process.env['DYNAMODB_ENDPOINT']
  if (!endpoint) throw new Error('Set DYNAMODB_ENDPOINT, or run the tests with `npm test`')
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    ...config
  })
}
