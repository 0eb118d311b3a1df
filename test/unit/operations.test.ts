import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as sdk from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { operationOf } from '../../lib/level/operations.js'

const LIB = join(import.meta.dirname, '../../../lib')

/** The commands that our sources make. */
function commandsMade(): Set<string> {
  const files = ['level', 'leveldown'].flatMap(folder =>
    readdirSync(join(LIB, folder), { recursive: true, encoding: 'utf8' }).map(file => join(LIB, folder, file))
  )
  const sources = files.filter(file => file.endsWith('.ts')).map(file => readFileSync(file, 'utf8'))
  return new Set(
    sources.flatMap(source => Array.from(source.matchAll(/new (\w+Command)\(/g), ([, name]) => name!))
  )
}

test('every command that is sent belongs to an operation', t => {
  const exported = new Map<string, unknown>(Object.entries(sdk))
  const names = commandsMade()
  t.ok(names.size >= 15, `${names.size} commands`)
  for (const name of names) {
    const Command = exported.get(name) as typeof sdk.GetItemCommand
    t.equal(operationOf(new Command({} as never)).name, name.replace(/Command$/, ''))
  }
  t.end()
})

test('a command is known by its class, whatever a bundler calls that', t => {
  const { name } = sdk.GetItemCommand
  Object.defineProperty(sdk.GetItemCommand, 'name', { value: 'a' })
  t.equal(operationOf(new sdk.GetItemCommand({} as never)).name, 'GetItem')
  Object.defineProperty(sdk.GetItemCommand, 'name', { value: name })
  t.end()
})
