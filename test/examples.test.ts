// Each example runs, twice: on nothing, and on what it left.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test from 'tape'

const EXAMPLES = join(import.meta.dirname, '../examples')
const RUNS = 2

const files = (await readdir(EXAMPLES)).filter(file => file.endsWith('.js'))

for (const file of files) {
  test(file, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-example-'))
    for (let run = 0; run < RUNS; run++) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(EXAMPLES, file)], {
        cwd: folder,
        timeout: 60_000
      })
      t.ok(stdout.length > 0, stdout)
    }
    await rm(folder, { recursive: true, force: true })
  })
}

test('couchdb-server.js serves until it is interrupted', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-example-'))
  const server = spawn(process.execPath, [join(EXAMPLES, 'couchdb-server.js'), '0'], { cwd: folder })
  const [output] = await once(server.stdout.setEncoding('utf8'), 'data')
  const url = /http:\S+/.exec(output)?.[0]
  t.equal((await fetch(`${url}/notes`, { method: 'PUT' })).status, 201)
  t.deepEqual(await (await fetch(`${url}/_all_dbs`)).json(), ['notes'])
  // Interrupted amid a request that waits for changes.
  const feed = fetch(`${url}/notes/_changes?feed=longpoll`).catch(error => error)
  server.kill('SIGTERM')
  t.deepEqual(await once(server, 'exit'), [0, null])
  await feed
  await rm(folder, { recursive: true, force: true })
})
