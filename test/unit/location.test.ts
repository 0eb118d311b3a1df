import test from 'tape'
import { parseLocation } from '../../lib/level/location.js'

const ARN = 'arn:aws:dynamodb:eu-west-1:123456789012:table/app'
const LONGEST_TABLE = 'a'.repeat(255)

test('a location names a table and a database', t => {
  const cases: [location: string, table: string, name: string][] = [
    ['app', 'app', '!'],
    ['app/users', 'app', 'users'],
    ['app$users', 'app', 'users'],
    ['app/users/eu', 'app', 'users/eu'],
    ['app$users/eu', 'app', 'users/eu'],
    ['app/users$eu', 'app', 'users$eu'],
    ['app//', 'app', '/'],
    ['app/ ', 'app', ' '],
    ['app/!', 'app', '!'],
    ['My_table-1.2/x', 'My_table-1.2', 'x'],
    ['app/\u{1F600}', 'app', '\u{1F600}'],
    [LONGEST_TABLE, LONGEST_TABLE, '!'],
    [`app/${'n'.repeat(2032)}`, 'app', 'n'.repeat(2032)]
  ]
  for (const [location, table, name] of cases) {
    t.same(parseLocation(location), { table, name }, location.slice(0, 40))
  }
  t.end()
})

test('with a table given apart the whole location is the name', t => {
  const cases: [location: string, table: string][] = [
    ['./dir/notes', 'app'],
    ['notes$1', 'app'],
    ['x', ARN],
    ['/', 'app']
  ]
  for (const [name, table] of cases)
    t.same(parseLocation(name, table), { table, name }, `${name} in ${table}`)
  t.end()
})

test('what is no location', t => {
  const cases: [location: unknown, table: string | undefined, complaint: RegExp][] = [
    [undefined, undefined, /must be a string/],
    [null, undefined, /must be a string/],
    [1, undefined, /must be a string/],
    ['', undefined, /not empty/],
    ['', 'app', /not empty/],
    ['ap', undefined, /no name of a DynamoDB table/],
    ['a'.repeat(256), undefined, /no name of a DynamoDB table/],
    ['my table', undefined, /no name of a DynamoDB table/],
    ['app\n', undefined, /no name of a DynamoDB table/],
    ['/users', undefined, /no name of a DynamoDB table/],
    ['./dir/notes', undefined, /no name of a DynamoDB table/],
    [ARN, undefined, /An ARN goes into the option 'table'/],
    ['notes', 'my table', /no name of a DynamoDB table/],
    ['notes', '', /no name of a DynamoDB table/],
    ['notes', `${ARN}/index/x`, /no name of a DynamoDB table/],
    ['app/', undefined, /names no database/],
    ['app$', undefined, /names no database/],
    ['app/a#b', undefined, /may not hold '#'/],
    ['a#b', 'app', /may not hold '#'/],
    ['app/\uD800', undefined, /well-formed/],
    [`app/${'n'.repeat(2033)}`, undefined, /2032 bytes at most/],
    [`app/${'\u00E9'.repeat(1017)}`, undefined, /2032 bytes at most/]
  ]
  for (const [location, table, complaint] of cases) {
    const name = `${JSON.stringify(location)?.slice(0, 30)} in ${table}`
    try {
      parseLocation(location, table)
      t.fail(name)
    } catch (error) {
      t.ok(error instanceof TypeError, name)
      t.same({ ...(error as object) }, { code: 'DYNAMO_LEVEL_INVALID_LOCATION', location })
      t.match(String(error), complaint)
    }
  }
  t.end()
})
