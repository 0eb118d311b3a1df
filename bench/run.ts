// Runs the suites, one after another, each in a process of its own:   npm run bench [-- part of a suite's name]...
//
// Writes what it measured to bench/results.json, bench/results.md and bench/results.svg. A run of some suites leaves
// what these files tell of the others.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toChart } from './chart.js'
import { END_WITH_PARENT } from './child.js'
import { describeMachine } from './machine.js'
import { toMarkdown } from './report.js'
import type { Results, SuiteResult } from './results.js'

const SUITES = join(import.meta.dirname, 'suites')
const RESULTS = join(import.meta.dirname, '../../bench/results')

const filters = process.argv.slice(2)
const files = readdirSync(SUITES)
  .filter(file => file.endsWith('.js'))
  .filter(file => filters.length === 0 || filters.some(part => file.includes(part)))
  .sort()
if (files.length === 0) throw new Error(`No such suite: ${filters.join(' ')}`)

const machine = describeMachine()
console.log(machine)
const measured: SuiteResult[] = []
const failed: string[] = []
for (const file of files) {
  const result = await runFile(file)
  if (result === undefined) failed.push(file)
  else measured.push(result)
}

const results = withEarlier(measured)
writeFileSync(`${RESULTS}.json`, `${JSON.stringify(results, undefined, 2)}\n`)
writeFileSync(`${RESULTS}.md`, toMarkdown(results))
writeFileSync(`${RESULTS}.svg`, toChart(results))

const bars = measured.flatMap(({ lines }) =>
  lines.flatMap(line => line.bars.map(bar => ({ line: line.name, ...bar })))
)
const missed = bars.filter(({ met }) => !met)
console.log(`\n${bars.length - missed.length} of ${bars.length} bars are met.`)
for (const {
  line,
  text,
  measured: { median }
} of missed) {
  console.log(`  missed: ${line}: ${text}: ${median.toPrecision(3)}`)
}
if (failed.length > 0) console.log(`Failed to run: ${failed.join(', ')}`)
process.exitCode = missed.length + failed.length > 0 ? 1 : 0

/** Undefined if it failed. It ends with this process: its channel closes then. */
async function runFile(file: string): Promise<SuiteResult | undefined> {
  const child = fork(join(SUITES, file), {
    execArgv: ['--import', END_WITH_PARENT],
    // Of the SDKs, about versions of Node.js and their own end.
    env: { ...process.env, NODE_NO_WARNINGS: '1' }
  })
  let result: SuiteResult | undefined
  child.once('message', message => {
    result = message as SuiteResult
  })
  const [code] = await once(child, 'exit')
  return code === 0 ? result : undefined
}

/** Only of the same machine: others tell nothing beside. */
function withEarlier(suites: SuiteResult[]): Results {
  const earlier = existsSync(`${RESULTS}.json`)
    ? (JSON.parse(readFileSync(`${RESULTS}.json`, 'utf8')) as Results)
    : undefined
  const kept = earlier?.machine === machine ? earlier.suites : []
  const others = kept.filter(({ title }) => suites.every(suite => suite.title !== title))
  const date = new Date().toISOString().slice(0, 10)
  return { machine, date, suites: [...others, ...suites].sort((a, b) => (a.title < b.title ? -1 : 1)) }
}
