// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
import { validationError } from '../errors.js'
import type { Tag } from '../table/record.js'

const MAX_TAGS = 50
const MAX_KEY_LENGTH = 128
const MAX_VALUE_LENGTH = 256
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

export interface GivenTag {
  readonly Key?: string
  readonly Value?: string
}

/** The tags as they were given, complete. */
export function checkTags(tags: readonly GivenTag[]): Tag[] {
  const keys = new Set<string>()
  const checked = tags.map(({ Key, Value }) => {
    checkTagKey(Key)
    if (Value === undefined || Value.length > MAX_VALUE_LENGTH || !ALLOWED.test(Value)) {
      throw validationError(`The Tag Value provided is invalid, Value: ${Value ?? 'null'}`)
    }
    return { Key, Value }
  })
  for (const { Key } of checked) {
    if (keys.has(Key)) {
      throw validationError(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${Key}`)
    }
    keys.add(Key)
  }
  return checked
}

export function checkTagKey(key: string | undefined): asserts key is string {
  if (key === undefined || key === '' || key.length > MAX_KEY_LENGTH || !ALLOWED.test(key)) {
    throw validationError(`The Tag Key provided is invalid, Key: ${key ?? 'null'}`)
  }
  if (key.toLowerCase().startsWith('aws:')) {
    throw validationError(`Tag Key cannot be prefixed with aws:, Key: ${key}`)
  }
}

/** The service limits the keys of one UntagResource as well, although it takes tags away. */
export function checkTagCount(tags: readonly unknown[]): void {
  if (tags.length > MAX_TAGS) {
    throw validationError('Number of Tags exceed the current limit for the provided ResourceArn')
  }
}
