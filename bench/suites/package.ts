// What the package weighs, as npm publishes it: its tarball, and the time to import it beside that of the SDK's client,
// which its users load anyway.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { runSuite } from '../suite.js'

const run = promisify(execFile)

const ROOT = join(import.meta.dirname, '../../..')
const SDK = '@aws-sdk/client-dynamodb'
const MAX_IMPORT_MS = 15
const MAX_PACKED_KILOBYTES = 150

await runSuite(
  {
    title: 'Package',
    about:
      'The package as npm publishes it. Imports in fresh processes: all but the first one after the SDK is loaded.'
  },
  async suite => {
    const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-bench-'))
    suite.defer(() => rm(folder, { recursive: true, force: true }))
    const bytes = await install(folder)
    const importing = (name: string, loaded: readonly string[]) => ({
      measure: () => importMs(folder, name, loaded)
    })
    await suite.compare(
      'import',
      {
        [SDK]: importing(SDK, []),
        'dynamo-level': importing('dynamo-level', [SDK]),
        'its dependency abstract-level alone': importing('abstract-level', [SDK]),
        'dynamo-level/leveldown': importing('dynamo-level/leveldown', [SDK]),
        'dynamo-level/embedded': importing('dynamo-level/embedded', [SDK])
      },
      { rounds: 15, bars: [{ most: MAX_IMPORT_MS }] }
    )
    suite.figure('tarball', bytes / 1000, { unit: 'kB', most: MAX_PACKED_KILOBYTES })
  }
)

/** How long the import of a module takes in a process that has loaded others. */
async function importMs(folder: string, name: string, loaded: readonly string[]): Promise<number> {
  const program = [
    ...loaded.map(name => `import ${JSON.stringify(name)}`),
    'const start = performance.now()',
    `await import(${JSON.stringify(name)})`,
    'console.log(performance.now() - start)'
  ].join('\n')
  const file = join(folder, 'import.mjs')
  await writeFile(file, program)
  const { stdout } = await run(process.execPath, [file])
  return Number(stdout)
}

/** Puts the package beside its dependencies, which are those of the repository, and gives the bytes of its tarball. */
async function install(folder: string): Promise<number> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT })
  const [{ filename, size }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [
    { filename: string; size: number }
  ]
  const installed = join(folder, 'node_modules/dynamo-level')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1'])
  const { dependencies, peerDependencies } = JSON.parse(
    await readFile(join(installed, 'package.json'), 'utf8')
  ) as Record<'dependencies' | 'peerDependencies', Record<string, string>>
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const path = join(folder, 'node_modules', name)
    await mkdir(dirname(path), { recursive: true })
    await symlink(join(ROOT, 'node_modules', name), path)
  }
  return size
}
