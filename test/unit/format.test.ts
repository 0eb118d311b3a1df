// Holds docs/format.md fixed by literal items: what is written is just this, and what was written so is read.
import zlib from 'node:zlib'
import { type AttributeValue, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'
import { clock } from '../../lib/level/clock.js'
import { isThisProcess } from '../../lib/level/writer-identity.js'
import { createTable } from '../raw-table.js'
import { openFailure, rejection } from '../rejection.js'

type Item = Record<string, AttributeValue>
type KeyType = 'B' | 'S'

const client = new EmbeddedDynamoDBClient({ expiryIntervalMs: 0 })
const NOW = 1_700_000_000_000
const NOW_HEX = '018bcfe56800'
let now = NOW
let latest = NOW
clock.now = () => now

const B = (text: string) => ({ B: Buffer.from(text) })
const hex = (digits: string) => ({ B: Buffer.from(digits, 'hex') })
/** What a range key may be: text in both types, bytes in one. */
const rangeKey = (type: KeyType, text: string): AttributeValue => (type === 'B' ? B(text) : { S: text })

const K_1500_SHA256 = '9d0abdd6f18612433c5ac6d441410f91289f63606e1feb83693d7fdf5d7be9a9'
const K_1500_BASE64 = 'nQq91vGGEkM8WsbUQUEPkSifY2BuH+uDaT1/31176ak'
/** A euro sign that would be cut by the 981st byte. */
const EURO = 'k'.repeat(979) + '\u20AC'.repeat(100)
const EURO_BASE64 = 'sllyJbegawJU7iftdwXEcU2XY+DwFedR6UPr5Pl75QA'
const ZEROS_SHA256 = '1f01510576278666777495d18bfcec28033d3edd9f5e9a1f2bca001e4cab292f'

class Format {
  readonly type: KeyType
  readonly #table: string
  readonly #name = 'users'

  private constructor(type: KeyType, table: string) {
    this.type = type
    this.#table = table
  }

  /** A database that is not there yet, in a table of its own. */
  static async create(type: KeyType): Promise<Format> {
    return new Format(type, await createTable(client, ['pk', 'S'], ['sk', type]))
  }

  async open(options: DynamoLevelOptions<string, string> = {}): Promise<DynamoLevel> {
    const db = this.database(options)
    await db.open()
    return db
  }

  database(options: DynamoLevelOptions<string, string> = {}): DynamoLevel {
    return new DynamoLevel(`${this.#table}/${this.#name}`, { client, ...options })
  }

  /** Items as they stand under a hash key that begins with the name. */
  async stored(kind = ''): Promise<Item[]> {
    const command = new QueryCommand({
      TableName: this.#table,
      KeyConditionExpression: 'pk = :h',
      ExpressionAttributeValues: { ':h': { S: this.#name + kind } }
    })
    return (await client.send(command)).Items!.map(buffered)
  }

  async put(...items: Item[]): Promise<void> {
    for (const item of items) await client.send(new PutItemCommand({ TableName: this.#table, Item: item }))
  }

  key(text: string): AttributeValue {
    return rangeKey(this.type, text)
  }
}

function formatTest(name: string, body: (t: Test, format: Format) => Promise<void>): void {
  for (const type of ['B', 'S'] as const) {
    test(`${name}, range key of type ${type}`, async t => {
      now = NOW
      await body(t, await Format.create(type))
    })
  }
}

/** The SDK hands over plain arrays of bytes. */
function buffered(item: Item): Item {
  const entries = Object.entries(item).map(([name, value]) => [
    name,
    value.B === undefined ? value : { B: Buffer.from(value.B) }
  ])
  return Object.fromEntries(entries)
}

/** Takes a revision from an item. It has the time, but never an earlier one than those before. */
function withoutRevision(t: Test, { r, ...rest }: Item): Item {
  t.equal(r?.B?.length, 12, 'a revision has 12 bytes')
  latest = Math.max(latest, now)
  t.equal(Buffer.from(r!.B!).readUIntBE(0, 6), latest, 'and begins with the time')
  return rest
}

formatTest('entries as they are written', async (t, format) => {
  const db = await format.open()
  const pk = { S: 'users' }
  const cases: [key: string, value: string, options: object, item: Item][] = [
    ['ada', '1815', {}, { sk: format.key('ada'), v: B('1815') }],
    ['', '', {}, { sk: format.key('\0'), v: B('') }],
    ['\0', '1', {}, { sk: format.key('\0\0'), v: B('1') }],
    ['\0a', '1', {}, { sk: format.key('\0\0a'), v: B('1') }],
    [
      'ttl',
      '1',
      { ttl: 1_500 },
      { sk: format.key('ttl'), v: B('1'), e: { N: '1700000001500' }, t: { N: '1700000002' } }
    ],
    [
      'at',
      '1',
      { expiresAt: new Date(1_800_000_000_000) },
      { sk: format.key('at'), v: B('1'), e: { N: '1800000000000' }, t: { N: '1800000000' } }
    ],
    ['1023', 'x'.repeat(1_023), {}, { sk: format.key('1023'), v: B('x'.repeat(1_023)) }],
    ['1024', 'x'.repeat(1_024), {}, { sk: format.key('1024'), v: B('x'.repeat(1_024)), l: { N: '1024' } }],
    ['k'.repeat(1_023), '1', {}, { sk: format.key('k'.repeat(1_023)), v: B('1') }],
    [
      'k'.repeat(1_500),
      '1',
      {},
      {
        sk:
          format.type === 'B'
            ? hex(`${'6b'.repeat(992)}${K_1500_SHA256}`)
            : { S: `${'k'.repeat(981)}${K_1500_BASE64}` },
        v: B('1'),
        k: B('k'.repeat(1_500))
      }
    ]
  ]
  if (format.type === 'B') {
    const zeros = '\0'.repeat(1_100)
    cases.push([zeros, '1', {}, { sk: hex(`${'00'.repeat(992)}${ZEROS_SHA256}`), v: B('1'), k: B(zeros) }])
  } else {
    cases.push([EURO, '1', {}, { sk: { S: `${'k'.repeat(979)}${EURO_BASE64}==` }, v: B('1'), k: B(EURO) }])
  }

  for (const [key, value, options, item] of cases) {
    await db.clear()
    await db.put(key, value, options)
    const [stored, ...others] = await format.stored()
    t.equal(others.length, 0)
    t.same(withoutRevision(t, stored!), { pk, ...item }, JSON.stringify(key.slice(0, 10)))
    t.equal(await db.get(key), value, 'and is read')
  }
  await db.close()
})

formatTest('compressed values as they are written', async (t, format) => {
  const value = 'dynamo'.repeat(1_000)
  for (const [algorithm, decompress] of [
    ['gzip', zlib.gunzipSync],
    ['brotli', zlib.brotliDecompressSync]
  ] as const) {
    const db = await format.open({ compression: { algorithm } })
    await db.put('a', value)
    const { v, ...rest } = withoutRevision(t, (await format.stored())[0]!)
    t.same(
      rest,
      { pk: { S: 'users' }, sk: format.key('a'), z: { S: algorithm }, l: { N: '6000' } },
      algorithm
    )
    t.equal(decompress(v!.B!).toString(), value)
    await db.close()
  }
})

formatTest('large values as they are written', async (t, format) => {
  const db = await format.open()
  t.notOk('large' in (await format.stored('#marker'))[0]!, 'the marker knows of none')
  const value = Array.from({ length: 150_000 }, (_, index) => index.toString(36).padStart(6, '-')).join('')
  await db.put('a', value, { ttl: 60_000 })

  const { c, ...entry } = withoutRevision(t, (await format.stored())[0]!)
  const expiry = { e: { N: '1700000060000' }, t: { N: '1700000060' } }
  t.same(entry, { pk: { S: 'users' }, sk: format.key('a'), l: { N: '900000' }, ...expiry })
  const { i, s, p, h, ...others } = c!.M!
  t.same(others, {})
  t.same({ s, h }, { s: { N: '900000' }, h: { N: '3121069216' } }, 'length and checksum')
  const id = i!.S!
  t.ok(new RegExp(`^${NOW_HEX}[0-9a-f]{20}$`).test(id), `an id: ${id}`)

  const size = Number(p!.N)
  const pk = { S: 'users#chunks' }
  const chunk = (number: number) => ({
    pk,
    sk: format.key(`d/${id}/0000000${number}`),
    v: B(value.slice(number * size, (number + 1) * size)),
    ...expiry
  })
  const owner = { pk, sk: format.key(`o/${id}`), k: B('a'), n: { N: '3' }, s: { N: '900000' }, ...expiry }
  t.same(await format.stored('#chunks'), [chunk(0), chunk(1), chunk(2), owner])
  const { i: maker, ...marker } = (await format.stored('#marker'))[0]!
  t.ok(maker?.S)
  t.same(marker, {
    pk: { S: 'users#marker' },
    sk: format.key('marker'),
    format: { N: '1' },
    large: { BOOL: true }
  })
  await db.close()
})

const VALUES: Item[] = [
  { v: B('hello world') },
  { v: B('hello world'), r: hex('018bcfe568000000deadbeef'), l: { N: '11' } },
  { v: B('hello world'), e: { N: String(NOW + 1) }, t: { N: '1700000001' } },
  { v: B('hello world'), t: { N: '1' }, another: { BOOL: true } },
  { z: { S: 'gzip' }, v: hex('1f8b0800000000000203cb48cdc9c95728cf2fca49010085114a0d0b000000') },
  { z: { S: 'brotli' }, v: hex('0b058068656c6c6f20776f726c6403') },
  { c: { M: { i: { S: 'ab' }, s: { N: '11' }, p: { N: '4' }, h: { N: '222957957' } } } },
  { z: { S: 'brotli' }, c: { M: { i: { S: 'cd' }, s: { N: '15' }, p: { N: '8' }, h: { N: '2163190661' } } } }
]
if ('zstdCompress' in zlib) {
  VALUES.push({ z: { S: 'zstd' }, v: hex('28b52ffd200b59000068656c6c6f20776f726c64') })
}

formatTest('values as they are read', async (t, format) => {
  const chunk = (name: string, v: AttributeValue): Item => ({
    pk: { S: 'users#chunks' },
    sk: format.key(name),
    v
  })
  await format.put(
    ...VALUES.map((value, index) => ({ pk: { S: 'users' }, sk: format.key(`key ${index}`), ...value })),
    chunk('d/ab/00000000', B('hell')),
    chunk('d/ab/00000001', B('o wo')),
    chunk('d/ab/00000002', B('rld')),
    chunk('d/cd/00000000', hex('0b058068656c6c6f')),
    chunk('d/cd/00000001', hex('20776f726c6403'))
  )
  const db = await format.open({ createIfMissing: false })
  const names = VALUES.map((_, index) => `key ${index}`)
  for (const [index, name] of names.entries()) {
    t.equal(await db.get(name), 'hello world', Object.keys(VALUES[index]!).join())
  }
  const values = names.map(() => 'hello world')
  t.same(await db.getMany(names), values, 'getMany')
  t.same(await db.values().all(), values, 'an iterator')
  now += 1
  t.equal(await db.get('key 2'), undefined, 'which is expired in time')
  await db.close()
})

formatTest('long keys as they are read', async (t, format) => {
  const pk = { S: 'users' }
  const sk =
    format.type === 'B'
      ? hex(`${'6b'.repeat(992)}${K_1500_SHA256}`)
      : { S: `${'k'.repeat(981)}${K_1500_BASE64}` }
  await format.put(
    { pk, sk, k: B('k'.repeat(1_500)), v: B('long') },
    { pk, sk: format.key(`${'k'.repeat(1_000)}a`), v: B('before') },
    { pk, sk: format.key('l'), v: B('after') }
  )
  const db = await format.open()
  t.equal(await db.get('k'.repeat(1_500)), 'long')
  t.same(await db.values().all(), ['before', 'long', 'after'])
  t.same(await db.values({ gt: 'k'.repeat(1_499), lt: 'k'.repeat(1_501) }).all(), ['long'])
  await db.del('k'.repeat(1_500))
  t.same(await db.values().all(), ['before', 'after'])
  await db.close()
})

for (const [where, long] of [
  ['the header', '1'],
  ['a block', 'x'.repeat(64 * 1024)]
] as const)
  formatTest(`a batch in the journal as it is written, in ${where}`, async (t, format) => {
    const db = await format.open()
    // What stands only while the batch is under way.
    const stored: Record<string, Item[]> = {}
    client.middlewareStack.add(
      (next, context) => async args => {
        const answer = await next(args)
        const kind = { BatchWriteItemCommand: '#journal', PutItemCommand: '#marker' }[
          String(context.commandName)
        ]
        if (kind !== undefined) stored[kind] ??= await format.stored(kind)
        return answer
      },
      { step: 'initialize', name: 'journal' }
    )
    const puts = Array.from({ length: 101 }, (_, index) => ({
      type: 'put' as const,
      key: String(index),
      value: index === 100 ? long : '1'
    }))
    await db.batch([...puts, { type: 'del', key: '0' }, { type: 'put', key: '1', value: '2', ttl: 1 }])
    client.middlewareStack.remove('journal')

    const [block] = stored['#journal'] ?? []
    const header = stored['#marker']!.find(({ c }) => c !== undefined)!
    const { i, s, p, h, ...others } = header['c']!.M!
    t.same(others, {})
    const id = i!.S!
    t.ok(new RegExp(`^${NOW_HEX}[0-9a-f]{20}$`).test(id), `an id: ${id}`)
    const { c: _, w: writer, ...rest } = withoutRevision(t, header)
    t.ok(isThisProcess(writer!.S!), 'its writer')
    const { v, ...place } = block ?? rest
    t.same(
      place,
      block
        ? { pk: { S: 'users#journal' }, sk: format.key(`d/${id}/00000000`) }
        : { pk: { S: 'users#marker' }, sk: format.key(`journal/${id}`) }
    )
    if (block) t.same(rest, { pk: { S: 'users#marker' }, sk: format.key(`journal/${id}`) })
    t.equal(block === undefined, where === 'the header')
    const bytes = Buffer.from(v!.B!)
    t.same([s, h], [{ N: String(bytes.length) }, { N: String(zlib.crc32(bytes)) }], 'length and checksum')
    t.ok(Number(p!.N) >= bytes.length)
    for (const write of [
      '44 01 30',
      '50 01 31 01 65 4e 0d 31373030303030303030303031 01 74 4e 0a 31373030303030303031 01 76 42 01 32 00',
      '50 02 3939 01 76 42 01 31 00'
    ]) {
      t.ok(bytes.includes(Buffer.from(write.replaceAll(' ', ''), 'hex')), write)
    }
    await db.close()
  })

for (const where of ['its header', 'blocks'])
  formatTest(`a batch in the journal as it is finished, from ${where}`, async (t, format) => {
    const [pk, id] = [{ S: 'users' }, 'ab']
    // A put of a, with an expiry, and of c, and a delete of b, cut into blocks of 20 bytes.
    const [first, second] = [
      '500161017642013101654e0d3137303030303630',
      '303030303000500163017642013100440162'
    ]
    const isInline = where === 'its header'
    const block = (number: number, digits: string): Item => ({
      pk: { S: 'users#journal' },
      sk: format.key(`d/${id}/0000000${number}`),
      v: hex(digits)
    })
    await format.put(
      { pk, sk: format.key('b'), v: B('old') },
      { pk, sk: format.key('c'), v: B('new'), r: hex('018bcfe568000001deadbeef') },
      ...(isInline ? [] : [block(0, first), block(1, second)]),
      {
        pk: { S: 'users#marker' },
        sk: format.key(`journal/${id}`),
        c: { M: { i: { S: id }, s: { N: '38' }, p: { N: '20' }, h: { N: '275367998' } } },
        r: hex('018bcfe567ff0000deadbeef'),
        ...(isInline && { v: hex(first + second) })
      }
    )
    now += 60_000
    const db = await format.open()
    t.same(await db.iterator().all(), [
      ['a', '1'],
      ['c', 'new']
    ])
    t.same(
      (await format.stored()).find(({ v }) => Buffer.from(v!.B!).toString() === '1'),
      {
        pk,
        sk: format.key('a'),
        v: B('1'),
        r: hex('018bcfe567ff0000deadbeef'),
        e: { N: '1700006000000' }
      },
      'with the revision of the batch'
    )
    t.same(await format.stored('#journal'), [], 'and the journal is gone')
    t.equal((await format.stored('#marker')).length, 1)
    await db.close()
  })

formatTest('what is of a newer version is refused', async (t, format) => {
  const [pk, a] = [{ S: 'users' }, format.key('a')]
  await format.put({ pk, sk: a, v: B('1'), z: { S: 'newer' } })
  const db = await format.open()
  t.equal((await rejection(db.get('a'), 'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED')).algorithm, 'newer')
  for (const rest of [{}, { v: { S: 'text' } }, { c: { S: 'text' } }, { c: { M: { i: { S: 'ab' } } } }]) {
    await format.put({ pk, sk: a, ...rest })
    for (const read of [() => db.get('a'), () => db.getMany(['a']), () => db.iterator().all()]) {
      await rejection(read(), 'LEVEL_CORRUPTION')
    }
    t.pass(JSON.stringify(rest))
  }
  await db.close()

  await format.put({ pk: { S: 'users#marker' }, sk: format.key('marker'), format: { N: '2' } })
  const { supported, found } = await openFailure(format.database(), 'DYNAMO_LEVEL_FORMAT_UNSUPPORTED')
  t.same([supported, found], [1, 2])
})

test.onFinish(() => client.destroy())
