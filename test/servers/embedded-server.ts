import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Server } from './dynamodb-local.js'

const CLI = new URL('../../lib/embedded/cli.js', import.meta.url).pathname

/** The embedded engine over HTTP, in memory, in a process of its own on a free port. */
export async function startEmbeddedServer(): Promise<Server> {
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill()
    await exited
  }

  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = /^Listening on (http:\S+),/.exec(line)?.[1]
    if (endpoint !== undefined) return { endpoint, stop }
  }
  throw new Error('The server ended before it listened')
}
