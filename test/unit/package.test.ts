// The package as it is published: packed, put into a fresh folder beside its dependencies, and used from there.
import { execFile } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import test from 'tape'
// Compiled with the tests, and below once more against the package. It never runs.
import type {} from '../types.js'

const run = promisify(execFile)

const ROOT = join(import.meta.dirname, '../../..')
/** With the comments, which `npm publish` leaves out. */
const MAX_PACKED_BYTES = 230_000

interface Packed {
  filename: string
  size: number
  files: { path: string }[]
}

interface Manifest {
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-'))
const installed = join(folder, 'node_modules/dynamo-level')
const packed = await pack()

test('files of the package', async t => {
  const paths = packed.files.map(({ path }) => path)
  for (const path of [
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'dist/index.js',
    'dist/index.d.ts'
  ]) {
    t.ok(paths.includes(path), path)
  }
  const stray = paths.filter(path =>
    /(^|\/)(test|bench|examples)\/|\.test\.|tsbuildinfo|(?<!\.d)\.ts$/.test(path)
  )
  t.deepEqual(stray, [], 'nothing but what runs, its types and its documents')
  t.deepEqual(
    (await reachableTypes()).filter(path => !paths.includes(path)),
    [],
    'all types that those of the entries lead to'
  )
  t.ok(packed.size < MAX_PACKED_BYTES, `${packed.size} bytes packed`)
})

/** The declarations that a user's compiler reads. */
async function reachableTypes(): Promise<string[]> {
  const found = new Set(['dist/index.d.ts', 'dist/lib/embedded/index.d.ts', 'dist/lib/leveldown/index.d.ts'])
  for (const path of found) {
    const text = await readFile(join(ROOT, path), 'utf8')
    for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
      found.add(join(dirname(path), `${specifier}.d.ts`))
    }
  }
  return [...found]
}

test('source maps of the package', async t => {
  const missing: string[] = []
  for (const { path } of packed.files) {
    const [, map] =
      (await readFile(join(installed, path), 'utf8')).match(/^\/\/# sourceMappingURL=(.*)$/m) ?? []
    if (map !== undefined && !packed.files.some(file => file.path === join(dirname(path), map)))
      missing.push(path)
  }
  t.deepEqual(missing, [], 'none is named that is not there')
})

const USE = `
  const client = { send: async () => ({ Item: { v: { B: Buffer.from('value') } } }) }
  const db = new DynamoLevel('table/name', { client, schema: {}, createIfMissing: false })
  db.get('key').then(value => console.log(value))
`
const USE_DOWN = `
  const client = { send: async () => ({ Item: { v: { B: Buffer.from('value') } } }) }
  const store = dynamoDown({ client, table: 'table', schema: {}, createIfMissing: false })('name')
  store.open(() => store.get('key', (error, value) => console.log(String(value))))
`
for (const [way, file, head] of [
  ['import', 'use.mjs', "import { DynamoLevel } from 'dynamo-level'"],
  ['require', 'use.cjs', "const { DynamoLevel } = require('dynamo-level')"]
] as const) {
  test(`the package is used by ${way}`, async t => {
    await writeFile(join(folder, file), head + USE)
    const { stdout } = await run(process.execPath, [join(folder, file)])
    t.equal(stdout, 'value\n')
  })
}

for (const [way, file, head] of [
  ['import', 'use-down.mjs', "import { dynamoDown } from 'dynamo-level/leveldown'"],
  ['require', 'use-down.cjs', "const { dynamoDown } = require('dynamo-level/leveldown')"]
] as const) {
  test(`the LevelDOWN of the package is used by ${way}`, async t => {
    await writeFile(join(folder, file), head + USE_DOWN)
    const { stdout } = await run(process.execPath, [join(folder, file)])
    t.equal(stdout, 'value\n')
  })
}

test('what is not exported cannot be reached', async t => {
  await writeFile(join(folder, 'deep.mjs'), "await import('dynamo-level/dist/lib/level/clock.js')")
  const failure = await run(process.execPath, [join(folder, 'deep.mjs')]).catch(error => error)
  t.match(String(failure.stderr), /ERR_PACKAGE_PATH_NOT_EXPORTED/)
})

test('types of the package', async t => {
  await link('@types/node')
  const source = join(ROOT, 'test/types.ts')
  for (const file of ['types.mts', 'types.cts']) await copyFile(source, join(folder, file))
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    '--types',
    'node'
  ]
  const settings = [
    ...options,
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2023,esnext.disposable'
  ]
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const result = await run(process.execPath, [compiler, ...settings, 'types.mts', 'types.cts'], {
    cwd: folder
  }).catch(error => error)
  t.equal(result.stdout, '', 'compile for import and for require')
})

test.onFinish(() => rm(folder, { recursive: true, force: true }))

/** Packs the build as it is, and unpacks it where npm would install it. Its dependencies are those of the repository. */
async function pack(): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT
  })
  const [result] = JSON.parse(stdout) as [Packed]
  await run('tar', ['-xzf', join(folder, result.filename), '-C', folder])
  await mkdir(dirname(installed), { recursive: true })
  await cp(join(folder, 'package'), installed, { recursive: true })

  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) await link(name)
  return result
}

async function link(name: string): Promise<void> {
  const path = join(folder, 'node_modules', name)
  await mkdir(dirname(path), { recursive: true })
  await symlink(join(ROOT, 'node_modules', name), path)
}
