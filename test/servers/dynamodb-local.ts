import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import dynamodbLocal from 'dynamodb-local'

const run = promisify(execFile)

// The package that carries Amazon's jars inside; only its tarball is fetched, not its 290 dependencies.
const CARRIER = 'amplify-dynamodb-simulator@2.9.30'
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dynamo-level')
const START_TIMEOUT_MS = 60_000
// The launcher's types do not know the second flag.
const FLAGS = ['-sharedDb', '-disableTelemetry'] as unknown as Parameters<typeof dynamodbLocal.launch>[2]

export interface Server {
  endpoint: string
  stop(): Promise<void>
}

/** Amazon's DynamoDB Local, in memory, on a free port. Rejects when it cannot start. */
export async function startDynamoDBLocal(): Promise<Server> {
  await requireJava()
  dynamodbLocal.configureInstaller({ installPath: await emulatorFolder() })

  const port = await freePort()
  const child = await dynamodbLocal.launch(port, null, FLAGS)
  const endpoint = `http://127.0.0.1:${port}`
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  const stop = async () => {
    child.kill()
    await exited
  }

  try {
    await Promise.race([
      untilItAnswers(endpoint),
      exited.then(code => {
        throw new Error(`DynamoDB Local ended with exit code ${code} before it answered`)
      })
    ])
  } catch (error) {
    await stop()
    throw error
  }

  return { endpoint, stop }
}

async function requireJava(): Promise<void> {
  try {
    await run('java', ['-version'])
  } catch (cause) {
    throw new Error('DynamoDB Local needs Java 17 or newer on the PATH', { cause })
  }
}

async function emulatorFolder(): Promise<string> {
  const folder = join(CACHE, CARRIER)
  if (existsSync(folder)) return join(folder, 'emulator')

  await mkdir(CACHE, { recursive: true })
  const scratch = await mkdtemp(join(CACHE, 'fetch-'))
  try {
    const { stdout } = await run('npm', ['pack', CARRIER, '--pack-destination', scratch, '--json'])
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
    await run('tar', ['-xzf', join(scratch, filename), '-C', scratch])
    // Another run may have been quicker: its folder is as good as ours.
    await rename(join(scratch, 'package'), folder).catch(error => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  return join(folder, 'emulator')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

async function untilItAnswers(endpoint: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    try {
      // Without credentials it answers 400, which is an answer.
      await (await fetch(endpoint)).arrayBuffer()
      return
    } catch (cause) {
      if (Date.now() > deadline) throw new Error('DynamoDB Local did not answer in time', { cause })
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
