import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** Runs one of test/workers, by its name without `-process`, in a process of its own, on the same backend, and tells how it ended. */
export async function runWorker(name: string, task: object): Promise<Ending> {
  const file = join(import.meta.dirname, 'workers', `${name}-process.js`)
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', file, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
}

/** What a worker is to do. */
export function taskOf<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}
