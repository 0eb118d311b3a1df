#!/usr/bin/env node
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import type { ServeOptions } from './serve.js'
import { startServer } from './server.js'

const HELP = `Usage: dynamo-level serve [options]

Serves a DynamoDB engine over HTTP, for any AWS SDK and tool:
  AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000

Options:
  --path FILE          keep the tables in this SQLite file (default: in memory)
  --port PORT          port to listen on, 0 for any free one (default: 8000)
  --host HOST          address to listen on (default: 127.0.0.1)
  --durability LEVEL   full: each write is on disk before it is answered
                       normal: a power cut may take the last writes (default: full)
  --region REGION      region that stands in ARNs (default: us-east-1)
  --help               print this
  --version            print the version
`

const EXIT_FAILURE = 1
const EXIT_USAGE = 2

class UsageError extends Error {}

async function main(parameters: string[]): Promise<void> {
  const { values, positionals } = parse(parameters)
  if (values.help) return print(HELP)
  if (values.version) return print(`${version()}\n`)
  if (positionals.length !== 1 || positionals[0] !== 'serve') {
    throw new UsageError(
      positionals.length === 0 ? 'No command' : `No such command: ${positionals.join(' ')}`
    )
  }

  const service = await startServer(serveOptions(values))
  print(`Listening on ${service.endpoint}, storing ${values.path ? `in ${values.path}` : 'in memory'}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => service.close())
}

type Values = ReturnType<typeof parse>['values']

function parse(parameters: string[]) {
  try {
    return parseArgs({
      args: parameters,
      allowPositionals: true,
      options: {
        durability: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        host: { type: 'string' },
        path: { type: 'string' },
        port: { type: 'string' },
        region: { type: 'string' },
        version: { type: 'boolean', short: 'v' }
      }
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function serveOptions({ durability, host, path, port, region }: Values): ServeOptions {
  if (durability !== undefined && durability !== 'full' && durability !== 'normal') {
    throw new UsageError(`--durability is full or normal, not ${durability}`)
  }
  return {
    ...(durability !== undefined && { durability }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(port !== undefined && { port: parsePort(port) }),
    ...(region !== undefined && { region })
  }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port is a number up to 65535, not ${text}`)
  return port
}

function version(): string {
  // By the package's own name, for this file stands elsewhere in the package than in the build.
  const manifest = createRequire(import.meta.url)('dynamo-level/package.json') as { version: string }
  return manifest.version
}

function print(text: string): void {
  process.stdout.write(text)
}

main(process.argv.slice(2)).catch((error: Error) => {
  const isUsage = error instanceof UsageError
  process.stderr.write(`dynamo-level: ${error.message}\n${isUsage ? `\n${HELP}` : ''}`)
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAILURE
})
