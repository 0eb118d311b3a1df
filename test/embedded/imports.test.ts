// What an import costs: which modules are loaded by it, and which only by what is then used.
import { execFileSync } from 'node:child_process'
import test from 'tape'

const INDEX = new URL('../../lib/embedded/index.js', import.meta.url).href
const SERVER = new URL('../../lib/embedded/server.js', import.meta.url).href

/** Runs code in a process of its own and gives the addresses of all modules that it loaded. */
function modulesLoadedBy(code: string): string[] {
  // At once: what the thread of the hooks writes by process.stdout may be lost when the main thread ends.
  const hooks = `
    import { writeSync } from 'node:fs'
    export async function load(url, context, next) {
      writeSync(1, 'loaded ' + url + '\\n')
      return next(url, context)
    }`
  const program = `
    import { register, createRequire } from 'node:module'
    register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)})
    ${code}
    for (const file of Object.keys(createRequire(${JSON.stringify(INDEX)}).cache)) process.stdout.write('loaded ' + file + '\\n')`
  const output = execFileSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', `${program.replace(/^ +/gm, '')}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } }
  )
  return output.split('\n')
}

test('an import of the client loads no driver and no server', t => {
  const loaded = modulesLoadedBy(`await import(${JSON.stringify(INDEX)})`)
  t.ok(loaded.some(name => name.includes('lib/embedded/client.js')))
  t.notOk(
    loaded.some(name => /node_modules\/libsql|node:sqlite/.test(name)),
    'no driver'
  )
  t.notOk(
    loaded.some(name => /lib\/embedded\/(server|http-response|cli)\.js/.test(name)),
    'no server'
  )
  t.notOk(
    loaded.some(name => name.includes('lib/level/')),
    'nothing of the database'
  )
  t.end()
})

test('the server loads nothing of the SDK', t => {
  const loaded = modulesLoadedBy(`await import(${JSON.stringify(SERVER)})`)
  t.ok(loaded.some(name => name.includes('lib/embedded/server.js')))
  t.notOk(loaded.some(name => /node_modules\/@(aws-sdk|smithy)/.test(name)))
  t.end()
})
