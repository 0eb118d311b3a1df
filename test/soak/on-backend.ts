import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isBackendName, startServerOf } from '../backend.js'

/** Starts a backend, and this program once more with what leads there, which then runs. */
export async function onBackend(backend: string, run: () => Promise<void>): Promise<void> {
  if (process.env['BACKEND'] !== undefined) return run()
  if (!isBackendName(backend)) throw new TypeError(`No such backend: ${backend}`)
  const server = await startServerOf(backend)
  const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-soak-'))
  const env = {
    ...process.env,
    BACKEND: backend,
    EMBEDDED_PATH: join(folder, 'soak.db'),
    ...(server && { DYNAMODB_ENDPOINT: server.endpoint })
  }
  try {
    const child = spawn(process.execPath, process.argv.slice(1), { env, stdio: 'inherit' })
    process.exitCode = await new Promise<number>(resolve => {
      child.once('close', code => resolve(code ?? 1))
    })
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
