import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'tape'

const CLI = new URL('../../lib/embedded/cli.js', import.meta.url).pathname
const MANIFEST = new URL('../../../package.json', import.meta.url)

interface Outcome {
  code: number | null
  out: string
  err: string
}

function start(...parameters: string[]): ChildProcess {
  return spawn(process.execPath, [CLI, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function run(...parameters: string[]): Promise<Outcome> {
  const child = start(...parameters)
  const outcome: Outcome = { code: null, out: '', err: '' }
  child.stdout!.setEncoding('utf8').on('data', text => {
    outcome.out += text
  })
  child.stderr!.setEncoding('utf8').on('data', text => {
    outcome.err += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { ...outcome, code }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [text] = (await once(child.stdout!.setEncoding('utf8'), 'data')) as [string]
  return text
}

function listTables(endpoint: string): Promise<Response> {
  return fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}'
  })
}

test('--help and --version', async t => {
  const help = await run('--help')
  t.equal(help.code, 0)
  t.match(help.out, /^Usage: dynamo-level serve/)
  for (const name of ['--path', '--port', '--host', '--durability', '--version'])
    t.ok(help.out.includes(name), name)
  t.equal((await run('serve', '-h')).out, help.out)
  const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }
  t.deepEqual(await run('--version'), { code: 0, out: `${version}\n`, err: '' })
})

test('mistakes of usage end with code 2 and the help', async t => {
  for (const [parameters, text] of [
    [[], /No command/],
    [['sreve'], /No such command: sreve/],
    [['serve', 'now'], /No such command: serve now/],
    [['serve', '--prot', '1'], /--prot/],
    [['serve', '--port', 'x'], /--port is a number/],
    [['serve', '--port', '70000'], /--port is a number/],
    [['serve', '--port'], /--port/],
    [['serve', '--durability', 'none'], /--durability is full or normal/]
  ] as const) {
    const { code, out, err } = await run(...parameters)
    t.equal(code, 2, parameters.join(' '))
    t.equal(out, '')
    t.match(err, text)
    t.match(err, /Usage: /)
  }
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`serve says where, answers, and stops cleanly on ${signal}`, async t => {
    const child = start('serve', '--port', '0')
    const line = await firstLine(child)
    t.match(line, /^Listening on http:\/\/127\.0\.0\.1:\d+, storing in memory\n$/)
    const reply = await listTables(line.match(/http:\S+(?=,)/)![0])
    t.deepEqual(await reply.json(), { TableNames: [] })
    child.kill(signal)
    t.deepEqual(await once(child, 'close'), [0, null])
  })
}

test('serve stores in a file and names it', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-'))
  try {
    const path = join(folder, 'tables.db')
    const child = start('serve', '--port', '0', '--path', path)
    t.ok((await firstLine(child)).endsWith(`, storing in ${path}\n`))
    child.kill()
    await once(child, 'close')

    const foreign = join(folder, 'foreign.db')
    writeFileSync(foreign, 'this is no database, but long enough to be taken for one '.repeat(40))
    const before = readFileSync(foreign)
    const outcome = await run('serve', '--port', '0', '--path', foreign)
    t.equal(outcome.code, 1)
    t.match(outcome.err, /^dynamo-level: .*foreign\.db/m)
    t.deepEqual(readFileSync(foreign), before)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a port that is taken ends with code 1', async t => {
  const child = start('serve', '--port', '0')
  const port = (await firstLine(child)).match(/:(\d+),/)![1]!
  const outcome = await run('serve', '--port', port)
  t.equal(outcome.code, 1)
  t.match(outcome.err, /^dynamo-level: .*EADDRINUSE/m)
  child.kill()
  await once(child, 'close')
})
