// Runs every test file in a process of its own and ends with the line `N passed, N failed`.
//
//   node dist/test/run.js [--backend NAME,NAME] [part of a file name]...
//
// Files under test/level run once for each backend; those named *.shared.test.ts start processes and run where these find
// the same tables. All others know no backend: they run where memory is among the backends. Those named *.local.test.ts
// compare with DynamoDB Local and run where that is.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { type BackendName, isBackendName, isShared, startServerOf } from './backend.js'

const FILE_TIMEOUT_MS = 4 * 60_000
const ROOT = import.meta.dirname

interface Job {
  file: string
  backend: BackendName | undefined
  env: Record<string, string>
}

interface Outcome {
  passed: number
  failed: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { backend: { type: 'string', default: 'memory,file,http' } }
})

const backends = values.backend.split(',').map(name => {
  if (!isBackendName(name)) throw new TypeError(`No such backend: ${name}`)
  return name
})

/**
 * One more than there are cores: some wait for their server, or for processes that they killed. DynamoDB Local takes a core,
 * and asked too much at once it denies now and then that a table exists.
 */
const concurrency = availableParallelism() + (backends.includes('dynamodb-local') ? 0 : 1)

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.test.js'))
  .filter(file => positionals.length === 0 || positionals.some(part => file.includes(part)))
  .sort()

// Where the backend `file` has its files, one for each file of tests.
const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-test-'))
const servers = await Promise.all(backends.map(async name => ({ name, server: await startServerOf(name) })))
const total: Outcome = { passed: 0, failed: 0 }

try {
  const queue = jobs()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        const outcome = await runJob(job)
        total.passed += outcome.passed
        total.failed += outcome.failed
      }
    })
  )
} finally {
  await Promise.all(servers.map(({ server }) => server?.stop()))
  rmSync(folder, { recursive: true, force: true })
}

if (total.passed + total.failed === 0) total.failed = 1
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

function jobs(): Job[] {
  const local = servers.find(({ name }) => name === 'dynamodb-local')?.server?.endpoint
  return files.flatMap<Job>(file => {
    if (file.startsWith(join('level', '/'))) {
      const fit = servers.filter(({ name }) => isShared(name) || !file.endsWith('.shared.test.js'))
      return fit.map(({ name, server }) => ({
        file,
        backend: name,
        env: {
          BACKEND: name,
          EMBEDDED_PATH: join(folder, `${file.replaceAll(/\W/g, '-')}.db`),
          ...(server && { DYNAMODB_ENDPOINT: server.endpoint })
        }
      }))
    }
    if (!file.endsWith('.local.test.js')) {
      return backends.includes('memory') ? [{ file, backend: undefined, env: {} }] : []
    }
    if (local === undefined) return []
    return [{ file, backend: 'dynamodb-local', env: { DYNAMODB_ENDPOINT: local } }]
  })
}

async function runJob({ file, backend, env }: Job): Promise<Outcome> {
  const title = relative('.', join(ROOT, file)) + (backend === undefined ? '' : ` on ${backend}`)
  const started = Date.now()
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })

  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }

  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    child.kill('SIGKILL')
  }, FILE_TIMEOUT_MS)
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  clearTimeout(timer)

  const outcome = { passed: count(output, 'pass'), failed: count(output, 'fail') }
  if (outcome.failed === 0 && (code !== 0 || outcome.passed === 0)) outcome.failed = 1

  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${outcome.failed === 0 ? 'ok' : 'FAILED'} ${title}: ${outcome.passed} passed, ${seconds} s`)
  if (outcome.failed > 0) {
    console.log(onlyFailures(output))
    console.log(`${title}: ${timedOut ? 'timed out' : `exit code ${code}`}, ${outcome.failed} failed`)
  }
  return outcome
}

function count(output: string, word: 'pass' | 'fail'): number {
  return Number(output.match(new RegExp(`^# ${word} +(\\d+)$`, 'm'))?.[1] ?? 0)
}

/** What did not pass, under the name of its test. */
function onlyFailures(output: string): string {
  const lines = output.split('\n').filter(line => !/^ok \d/.test(line))
  const isHeading = (line: string | undefined) => line !== undefined && /^# /.test(line)
  return lines.filter((line, index) => !isHeading(line) || !isHeading(lines[index + 1])).join('\n')
}
