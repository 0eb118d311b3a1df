// The package as it is published: packed, put into a fresh folder beside its dependencies, and used from there.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild-wasm'
import test from 'tape'
// Compiled with the tests, and below once more against the package. It never runs.
import type {} from '../types.js'

const run = promisify(execFile)

const ROOT = join(import.meta.dirname, '../../..')
const MAX_PACKED_BYTES = 150_000
/** Node.js prints the line that threw; texts are not broken. */
const MAX_LINE_LENGTH = 1_000

interface Packed {
  filename: string
  size: number
  files: { path: string }[]
}

interface Manifest {
  version: string
  bin: Record<string, string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-'))
const installed = join(folder, 'node_modules/dynamo-level')
const packed = await pack()
const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest
for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) await link(name)

test('files of the package', async t => {
  const paths = packed.files.map(({ path }) => path)
  for (const path of [
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'dist/package/index.js',
    'dist/package/types/index.d.ts'
  ]) {
    t.ok(paths.includes(path), path)
  }
  const known = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/package\/.+\.(js|d\.ts))$/
  t.deepEqual(
    paths.filter(path => !known.test(path)),
    [],
    'nothing but what runs, its types and its documents'
  )
  t.ok(packed.size < MAX_PACKED_BYTES, `${packed.size} bytes packed`)
})

test('declarations tell of no function that nobody can import', async t => {
  const functions: string[] = []
  for (const { path } of packed.files.filter(({ path }) => path.endsWith('.d.ts'))) {
    const text = await readFile(join(installed, path), 'utf8')
    functions.push(...Array.from(text.matchAll(/^export declare function (\w+)/gm), ([, name]) => name!))
  }
  t.same(functions.sort(), ['dynamoDown', 'readPredecessor', 'serve'])
})

test('declarations tell of no method that abstract-level alone calls', async t => {
  const text = await readFile(join(installed, 'dist/package/types/lib/level/dynamo-level.d.ts'), 'utf8')
  t.doesNotMatch(text, /^ +_/m)
})

test('modules and types that those of the package import', async t => {
  const paths = packed.files.map(({ path }) => path)
  for (const path of paths.filter(name => /\.(js|d\.ts)$/.test(name))) {
    const text = await readFile(join(installed, path), 'utf8')
    const extension = path.endsWith('.d.ts') ? '.d.ts' : '.js'
    const imported = Array.from(text.matchAll(/(?:from ?|import ?\(?)['"](\.[^'"]+)\.js['"]/g), ([, name]) =>
      join(dirname(path), `${name}${extension}`)
    )
    t.deepEqual(
      imported.filter(name => !paths.includes(name)),
      [],
      `of ${path} are there`
    )
  }
})

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

const USES = {
  DynamoLevel: {
    entry: 'dynamo-level',
    code: `
      const client = { send: async () => ({ Item: { v: { B: Buffer.from('value') } } }) }
      const db = new DynamoLevel('table/name', { client, schema: {}, createIfMissing: false })
      db.get('key').then(value => console.log(value))`
  },
  dynamoDown: {
    entry: 'dynamo-level/leveldown',
    code: `
      const client = { send: async () => ({ Item: { v: { B: Buffer.from('value') } } }) }
      const store = dynamoDown({ client, table: 'table', schema: {}, createIfMissing: false })('name')
      store.open(() => store.get('key', (error, value) => console.log(String(value))))`
  },
  EmbeddedDynamoDBClient: {
    entry: 'dynamo-level/embedded',
    code: `
      const client = new EmbeddedDynamoDBClient()
      client.listTables({}).then(({ TableNames }) => console.log(TableNames.length === 0 ? 'value' : 'others'))`
  }
}
for (const [name, { entry, code }] of Object.entries(USES)) {
  for (const [way, extension, head] of [
    ['import', 'mjs', `import { ${name} } from '${entry}'`],
    ['require', 'cjs', `const { ${name} } = require('${entry}')`]
  ] as const) {
    test(`${name} of the package is used by ${way}`, async t => {
      t.equal(await stdoutOf(`use-${name}.${extension}`, head + code), 'value\n')
    })
  }
}

for (const [name, { entry, code }] of Object.entries(USES)) {
  // As esbuild does by default for Node.js, and Jest for its tests: then there is no import.meta.url.
  test(`${name} of the package works where a bundler made it CommonJS`, async t => {
    await build({
      stdin: { contents: `import { ${name} } from '${entry}'\n${code}`, resolveDir: folder },
      outfile: join(folder, 'bundle.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['@aws-sdk/*'],
      logLevel: 'silent'
    })
    t.equal((await run(process.execPath, ['bundle.cjs'], { cwd: folder })).stdout, 'value\n')
  })
}

test('the command of the package', async t => {
  const command = join(installed, manifest.bin['dynamo-level']!)
  t.equal((await run(process.execPath, [command, '--version'])).stdout, `${manifest.version}\n`)
  const server = spawn(process.execPath, [command, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [text] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string]
  t.match(text, /^Listening on http:/)
  server.kill()
  await once(server, 'close')
})

test('the entries of the package share their classes', async t => {
  const code = `
    import { DynamoLevel } from 'dynamo-level'
    import { dynamoDown } from 'dynamo-level/leveldown'
    const store = dynamoDown({ client: { send: async () => ({}) }, table: 'table', schema: {}, createIfMissing: false })('name')
    store.open(() => console.log(store.level instanceof DynamoLevel))`
  t.equal(await stdoutOf('share.mjs', code), 'true\n')
})

test('an entry of the package loads nothing that it does not use', async t => {
  const TRACES = { database: 'AbstractLevel', engine: 'EmbeddedDynamoDBClient', server: 'createServer' }
  for (const [entry, expected] of [
    ['dynamo-level', ['database']],
    ['dynamo-level/leveldown', ['database']],
    ['dynamo-level/embedded', ['engine']]
  ] as const) {
    const texts = await Promise.all((await modulesLoadedBy(entry)).map(file => readFile(file, 'utf8')))
    const found = Object.entries(TRACES).filter(([, trace]) => texts.some(text => text.includes(trace)))
    t.deepEqual(
      found.map(([part]) => part),
      expected,
      entry
    )
  }
})

/** Those of the package. */
async function modulesLoadedBy(entry: string): Promise<string[]> {
  // Hooks run in a thread of their own, whose console the program does not wait for when it ends.
  const hooks = `
    import { writeSync } from 'node:fs'
    export async function load(url, context, next) {
      if (url.includes('/dynamo-level/dist/')) writeSync(1, new URL(url).pathname + '\\n')
      return next(url, context)
    }`
  const code = `
    import { register } from 'node:module'
    register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)})
    await import('${entry}')`
  return (await stdoutOf('load.mjs', code)).trim().split('\n')
}

test('stack traces of the package can be read', async t => {
  for (const { path } of packed.files.filter(file => file.path.endsWith('.js'))) {
    const lines = (await readFile(join(installed, path), 'utf8')).split('\n')
    const longest = Math.max(...lines.map(line => line.length))
    t.ok(longest <= MAX_LINE_LENGTH, `the longest line of ${path} has ${longest} characters`)
  }
  const code = `
    import { DynamoLevel } from 'dynamo-level'
    try { new DynamoLevel('') } catch (error) { console.log(error.stack) }`
  t.match(await stdoutOf('stack.mjs', code), / at parseLocation .*\n.* at new DynamoLevel /, 'by their names')
})

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

/** Packs the package as `npm publish` does, and unpacks it where npm would install it. Its dependencies are those of the repository. */
async function pack(): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT
  })
  const [result] = JSON.parse(stdout) as [Packed]
  await run('tar', ['-xzf', join(folder, result.filename), '-C', folder])
  await mkdir(dirname(installed), { recursive: true })
  await cp(join(folder, 'package'), installed, { recursive: true })
  return result
}

async function link(name: string): Promise<void> {
  const path = join(folder, 'node_modules', name)
  await mkdir(dirname(path), { recursive: true })
  await symlink(join(ROOT, 'node_modules', name), path)
}

/** What a program beside the package prints. */
async function stdoutOf(file: string, code: string): Promise<string> {
  await writeFile(join(folder, file), code)
  return (await run(process.execPath, [join(folder, file)])).stdout
}
