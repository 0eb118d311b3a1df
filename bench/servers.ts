import { once } from 'node:events'
import type { Server } from '../test/servers/dynamodb-local.js'
import type { Work } from './alternate.js'
import { startChild } from './child.js'
import type { Cost } from './results.js'
import { startServer } from './server-process.js'
import type { Suite } from './suite.js'

/** DynamoDB Local, until the suite ends. */
export async function dynamoDBLocal(suite: Suite): Promise<string> {
  const { message: endpoint, stop } = await startChild<string>('dynamodb-local-process.js')
  suite.defer(stop)
  return endpoint
}

/** How the servers that are Node.js programs are started. */
export const EMBEDDED = (port: number) => [CLI, 'serve', '--port', String(port)]
export const DYNALITE = (port: number) => [DYNALITE_CLI, '--port', String(port), '--createTableMs', '0']

// As it is published: in few files, which starts sooner.
const CLI = new URL('../package/cli.js', import.meta.url).pathname
const DYNALITE_CLI = new URL('../../node_modules/dynalite/cli.js', import.meta.url).pathname

/** One of these, until the suite ends. */
export async function nodeServer(
  suite: Suite,
  parametersFor: (port: number) => readonly string[]
): Promise<string> {
  const { endpoint, stop } = await startServer(parametersFor)
  suite.defer(stop)
  return endpoint
}

export interface Network extends Pick<Server, 'endpoint'> {
  /** What is sent through it for some work. */
  costOf(work: Work): Promise<Cost>
}

/** A network before a server that takes so long for each request, and can count them with the units that they consume. */
export async function network(suite: Suite, endpoint: string, delayMs = 0): Promise<Network> {
  const { child, message, stop } = await startChild<string>('network-process.js', [endpoint, String(delayMs)])
  suite.defer(stop)
  const turn = async () => {
    child.send('turn')
    const [answer] = await once(child, 'message')
    return answer
  }
  return {
    endpoint: message,
    costOf: async work => {
      await turn()
      await work()
      return (await turn()) as Cost
    }
  }
}

/** Has clients that are made without settings use a server, as they do on AWS: by the environment. */
export function pointAt(endpoint: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local'
  })
}
