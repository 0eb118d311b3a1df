// Each example runs, twice: on nothing, and on what it left.
import { execFile } from 'node:child_process'
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
