/**
 * The attributes of our items beside their keys, see docs/format.md. A table whose keys are named so cannot serve.
 * Names are short because they count in the size of every item.
 */
export const ATTRIBUTES = {
  /** B: the value. */
  value: 'v',
  /** S: how the value is compressed. */
  compression: 'z',
  /** N: how many bytes the value has, where that is worth a note. */
  length: 'l',
  /** M: where the chunks of a value stand that is too large for one item. */
  chunks: 'c',
  /** B: the whole key, where the range key is a shortened one. */
  key: 'k',
  /** B: the revision, another one with every write. */
  revision: 'r',
  /** N: when the entry expires, in milliseconds. */
  expiresAt: 'e',
  /** N: the same in whole seconds, for DynamoDB, which deletes the item some time after. */
  timeToLive: 't'
} as const

/** Names that a table's keys cannot have, because items of ours use them: the above, and those beside the entries. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(ATTRIBUTES),
  'n',
  's',
  'i',
  'w',
  'format',
  'large'
])
