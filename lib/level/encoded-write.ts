import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import type { PlannedOperation } from './batch-plan.js'
import { type EncodedEntry, type EncodeOptions, encodeEntry } from './codec/entry.js'
import { NO_REVISION } from './codec/revision.js'
import { expectationOf } from './conditions.js'
import { resolveExpiry } from './expiry-options.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import { type Condition, conditionOf } from './requests/condition.js'
import { assertWritesSpelt } from './spelling.js'

/** A write that is ready to be sent, and what goes before it and with it. */
export interface EncodedWrite {
  readonly key: Buffer
  readonly request: WriteRequest
  readonly condition: Condition | undefined
  readonly large: EncodedEntry['large']
}

/** Refuses what cannot be stored. */
export function encodeWrite(
  space: Keyspace,
  { rangeKey, operation }: PlannedOperation,
  { now, defaultTtl }: { now: number; defaultTtl: number | undefined },
  compressed?: EncodeOptions['compressed']
): EncodedWrite {
  const { key } = operation
  assertWritesSpelt(operation)
  const expectation = expectationOf(operation)
  const condition = expectation && conditionOf(space, expectation, now)
  if (operation.type === 'del') {
    return { key, request: deleteWrite(itemKey(space, rangeKey)), condition, large: undefined }
  }
  const entry = { key, value: operation.value, expiresAt: resolveExpiry(operation, { defaultTtl, now }) }
  const options = { rangeKey, revision: NO_REVISION, compressed, now }
  const { item, large } = encodeEntry(space, entry, options)
  return { key, request: putWrite(item), condition, large }
}

/** Whether a write can go together with others, none of which concerns it. */
export function isPlain({ condition, large }: EncodedWrite): boolean {
  return condition === undefined && large === undefined
}
