// What the package weighs: the time to import it, on top of the SDK's client that its users load anyway, and its tarball.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
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
      'Imports in fresh processes: those of dynamo-level once the SDK is loaded. The tarball as npm publishes it.'
  },
  async suite => {
    await suite.compare(
      'import',
      {
        'dynamo-level': { measure: () => importMs('./dist/index.js') },
        'dynamo-level/leveldown': { measure: () => importMs('./dist/lib/leveldown/index.js') },
        'dynamo-level/embedded': { measure: () => importMs('./dist/lib/embedded/index.js') },
        [SDK]: { measure: () => importMs(SDK, []) }
      },
      { rounds: 15, bars: [{ most: MAX_IMPORT_MS }] }
    )
    suite.figure('tarball', await packedKilobytes(), { unit: 'kB', most: MAX_PACKED_KILOBYTES })
  }
)

/** How long the import of a module takes in a process that has loaded others. */
async function importMs(specifier: string, loaded: readonly string[] = [SDK]): Promise<number> {
  const program = [
    ...loaded.map(name => `import ${JSON.stringify(name)}`),
    'const start = performance.now()',
    `await import(${JSON.stringify(specifier)})`,
    'console.log(performance.now() - start)'
  ].join('\n')
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: ROOT })
  return Number(stdout)
}

async function packedKilobytes(): Promise<number> {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT })
  const [{ size }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ size: number }]
  return size / 1000
}
