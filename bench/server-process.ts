import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Server } from '../test/servers/dynamodb-local.js'
import { END_WITH_PARENT } from './child.js'

export interface ServerProcess extends Server {
  readonly startMs: number
  /** Undefined where the system does not tell. */
  residentMegabytes(): number | undefined
}

/** Starts a Node program that listens on the port it is given, waits for its first answer, and ends it with this process. */
export async function startServer(
  parametersFor: (port: number) => readonly string[]
): Promise<ServerProcess> {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...parametersFor(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const exited = once(child, 'exit')
  await untilItAnswers(endpoint, child)
  return {
    endpoint,
    startMs: performance.now() - started,
    residentMegabytes: () => residentMegabytes(child.pid!),
    stop: async () => {
      child.kill()
      await exited
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function untilItAnswers(endpoint: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await (await fetch(endpoint)).arrayBuffer()
      return
    } catch {
      await new Promise(resolve => setTimeout(resolve, 1))
    }
  }
  throw new Error(`The server ended with exit code ${child.exitCode}`)
}

function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}
