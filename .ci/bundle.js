// Makes dist/package of what the compiler made, for npm to pack: the code of each entry in one file, or in one that
// entries share, and of the declarations those that a user's compiler reads.
//
// Names stay as they are, for stack traces; lines are short, since Node.js prints the one that threw.
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild-wasm'

const DIST = join(import.meta.dirname, '../dist')
const PACKAGE = join(DIST, 'package')

/** By the names that package.json knows them by. */
const ENTRIES = {
  index: 'index',
  embedded: 'lib/embedded/index',
  leveldown: 'lib/leveldown/index',
  cli: 'lib/embedded/cli'
}

rmSync(PACKAGE, { recursive: true, force: true })

await build({
  absWorkingDir: DIST,
  entryPoints: Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, `${entry}.js`])),
  outdir: PACKAGE,
  bundle: true,
  // What entries share exists once: a DynamoLevel of dynamo-level/leveldown is one of dynamo-level.
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 340,
  logLevel: 'warning'
})

for (const file of declarations()) {
  const copy = join(PACKAGE, 'types', file)
  mkdirSync(dirname(copy), { recursive: true })
  copyFileSync(join(DIST, file), copy)
}

/** Those of the entries, and what they lead to. */
function declarations() {
  const { cli, ...imported } = ENTRIES
  const found = new Set(Object.values(imported).map(entry => `${entry}.d.ts`))
  for (const file of found) {
    const text = readFileSync(join(DIST, file), 'utf8')
    for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
      found.add(join(dirname(file), `${specifier}.d.ts`))
    }
  }
  return found
}
