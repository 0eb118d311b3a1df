import type { AttributeValue } from '@aws-sdk/client-dynamodb'

export interface PredecessorTable {
  /** What wrote the items. */
  by: string
  hashKey: string
  rangeKey: string
  items: Record<string, AttributeValue>[]
  /** What it was told to write into the database `users`, keys in the order of bytes. */
  entries: [key: string, value: string | Buffer][]
}

const old = (name: string, key: string, value: AttributeValue) => ({
  hkey: { S: name },
  rkey: { S: key },
  value
})

const USERS: [string, string][] = [
  ['a', '1'],
  ['json', '{"a":[1,null]}'],
  ['é', 'ü😀'],
  ['ÿdocument-storeÿdoc', 'x']
]

export const PREDECESSORS: PredecessorTable[] = [
  {
    // Recorded: the package itself wrote them, by put() and batch(), into `olddown$users` and `olddown`.
    by: 'dynamodbdown 2.1.7',
    hashKey: 'hkey',
    rangeKey: 'rkey',
    items: [
      old('!', 'other', { S: 'hash' }),
      old('users', 'a', { S: '1' }),
      old('users', 'bytes', { B: Buffer.of(0, 255, 254) }),
      old('users', 'empty', { NULL: true }),
      old('users', 'json', { S: '{"a":[1,null]}' }),
      old('users', 'number', { N: '5' }),
      old('users', 'object', {
        M: {
          a: { L: [{ N: '1' }, { S: 'x' }, { BOOL: true }, { NULL: true }] },
          b: { M: { c: { NULL: true } } }
        }
      }),
      old('users', 'space', { S: ' ' }),
      old('users', 'é', { S: 'ü😀' }),
      old('users', 'ÿdocument-storeÿdoc', { S: 'x' })
    ],
    entries: [
      USERS[0]!,
      ['bytes', Buffer.of(0, 255, 254)],
      ['empty', ''],
      USERS[1]!,
      ['number', '5'],
      // It stores the empty string as null, wherever it stands.
      ['object', '{"a":[1,"x",true,null],"b":{"c":null}}'],
      ['space', ' '],
      USERS[2]!,
      USERS[3]!
    ]
  },
  {
    // Recorded: the package itself wrote them into `oldolddown/users`. It turns bytes into text, and so loses some.
    by: 'dynamodown 1.0.0',
    hashKey: 'hkey',
    rangeKey: 'rkey',
    items: [
      old('users', 'a', { S: '1' }),
      old('users', 'batched', { S: 'b' }),
      old('users', 'bytes', { S: 'a\ufffd' }),
      old('users', 'json', { S: '{"a":[1,null]}' }),
      old('users', 'é', { S: 'ü😀' }),
      old('users', 'ÿdocument-storeÿdoc', { S: 'x' })
    ],
    entries: [USERS[0]!, ['batched', 'b'], ['bytes', 'a\ufffd'], USERS[1]!, USERS[2]!, USERS[3]!]
  },
  {
    // As its source has it; npm no longer has the package.
    by: 'dynamodb-leveldown',
    hashKey: '---hkey',
    rangeKey: '---rkey',
    items: [
      { '---hkey': { S: 'users' }, '---rkey': { S: 'a' }, '---data': { S: '1' } },
      { '---hkey': { S: 'users' }, '---rkey': { S: 'b' }, '---data': { B: Buffer.of(255) } },
      { '---hkey': { S: 'users' }, '---rkey': { S: 'c' }, '---data': { M: { d: { BOOL: false } } } }
    ],
    entries: [
      ['a', '1'],
      ['b', Buffer.of(255)],
      ['c', '{"d":false}']
    ]
  },
  {
    // As its source has it; npm no longer has the package. Its values are JSON objects, key names any.
    by: 'dynamo-down',
    hashKey: 'type',
    rangeKey: 'id',
    items: [{ type: { S: 'users' }, id: { S: 'a' }, born: { N: '1815' }, name: { S: 'Ada' } }],
    entries: [['a', '{"born":1815,"name":"Ada"}']]
  }
]

/**
 * Recorded: PouchDB 9 wrote them by dynamodbdown 2.1.7, into `olddown$notes`: the document `a` in two revisions, `b` with
 * an attachment of three bytes, and `_local/x`.
 */
export const POUCHDB_ITEMS: Record<string, AttributeValue>[] = [
  old('notes', 'ÿattach-binary-storeÿmd5-r7myhWle4O5iqmdO9RDnDQ==', { B: Buffer.from('00ff01', 'hex') }),
  old('notes', 'ÿattach-storeÿmd5-r7myhWle4O5iqmdO9RDnDQ==', {
    S: '{"refs":{"b@1-0d897b9a977c52981a4ce7f2902d11b3":true}}'
  }),
  old('notes', 'ÿby-sequenceÿ0000000000000001', {
    S: '{"n":1,"_id":"a","_rev":"1-1c7f036842a7f58541a3b8f73703be58"}'
  }),
  old('notes', 'ÿby-sequenceÿ0000000000000002', {
    S: '{"n":2,"e":"","_id":"a","_rev":"2-e75d1b1f551547a3acf981fe560a9f8b"}'
  }),
  old('notes', 'ÿby-sequenceÿ0000000000000003', {
    S: '{"_attachments":{"f":{"content_type":"text/plain","digest":"md5-r7myhWle4O5iqmdO9RDnDQ==","length":3,"revpos":1}},"_id":"b","_rev":"1-0d897b9a977c52981a4ce7f2902d11b3"}'
  }),
  old('notes', 'ÿdocument-storeÿa', {
    S: '{"id":"a","rev":"2-e75d1b1f551547a3acf981fe560a9f8b","rev_tree":[{"pos":1,"ids":["1c7f036842a7f58541a3b8f73703be58",{"status":"available"},[["e75d1b1f551547a3acf981fe560a9f8b",{"status":"available"},[]]]]}],"rev_map":{"1-1c7f036842a7f58541a3b8f73703be58":1,"2-e75d1b1f551547a3acf981fe560a9f8b":2},"winningRev":"2-e75d1b1f551547a3acf981fe560a9f8b","deleted":false,"seq":2}'
  }),
  old('notes', 'ÿdocument-storeÿb', {
    S: '{"id":"b","rev_tree":[{"pos":1,"ids":["0d897b9a977c52981a4ce7f2902d11b3",{"status":"available"},[]]}],"rev":"1-0d897b9a977c52981a4ce7f2902d11b3","rev_map":{"1-0d897b9a977c52981a4ce7f2902d11b3":3},"winningRev":"1-0d897b9a977c52981a4ce7f2902d11b3","deleted":false,"seq":3}'
  }),
  old('notes', 'ÿlocal-storeÿ_local/x', { S: '{"_id":"_local/x","y":1,"_rev":"0-1"}' }),
  old('notes', 'ÿmeta-storeÿ_local_doc_count', { S: '2' }),
  old('notes', 'ÿmeta-storeÿ_local_last_update_seq', { S: '3' }),
  old('notes', 'ÿmeta-storeÿ_local_uuid', { S: '"4ff9fc21-f75f-4796-ac79-ab2e7972e8e7"' })
]
