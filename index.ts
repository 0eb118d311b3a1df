export type { CompressionAlgorithm, CompressionOptions } from './lib/level/codec/compression.js'
export type { CollectOptions, CollectResult } from './lib/level/collect-chunks.js'
export type { Transaction, TransactionOptions } from './lib/level/database-transaction.js'
export { DynamoLevel, type Entry } from './lib/level/dynamo-level.js'
export type { DynamoLevelError, ErrorCode, PendingOperation, StoredEntry } from './lib/level/errors.js'
export type { DynamoLevelMethods, DynamoLevelReadOptions, DynamoLevelSublevel } from './lib/level/methods.js'
export type { DynamoLevelDestroyOptions, DynamoLevelOptions } from './lib/level/options.js'
export type { Schema } from './lib/level/schema.js'
export type { Stats, StatsOptions } from './lib/level/stats.js'
export type { TableOptions } from './lib/level/table-options.js'
export type { OperationName, Spending, Usage, UsageEvent } from './lib/level/usage.js'
export type {
  DynamoLevelBatchOperation,
  DynamoLevelBatchOptions,
  DynamoLevelChainedBatch,
  DynamoLevelDelOptions,
  DynamoLevelPutOptions
} from './lib/level/write-options.js'
