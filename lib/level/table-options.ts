import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import type { Schema } from './schema.js'

/** How a table is made that does not exist yet. None of this changes a table that does. */
export interface TableOptions {
  /**
   * What requests cost: each by itself, or a provisioned number of read and write units a second.
   * @defaultValue `'on-demand'`
   */
  billing?: 'on-demand' | { read: number; write: number }
  /** @defaultValue `'STANDARD'` */
  tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'
  /**
   * Whether DynamoDB refuses to delete the table.
   * @defaultValue `false`
   */
  deletionProtection?: boolean
  /** Tags of the table, by name. */
  tags?: Record<string, string>
  /** Encryption with a key of AWS KMS: yours by its id, or the account's key for DynamoDB. */
  encryption?: { kmsKeyId?: string }
  /**
   * Continuous backups, for so many days (1 to 35).
   * @defaultValue `false`
   */
  pointInTimeRecovery?: boolean | { days: number }
}

/** @internal */
export function createTableRequest(
  table: string,
  schema: Schema,
  options: TableOptions
): CreateTableCommandInput {
  const { billing = 'on-demand', tableClass, deletionProtection, tags, encryption } = options
  return {
    TableName: table,
    AttributeDefinitions: [
      { AttributeName: schema.hashKey, AttributeType: 'S' },
      { AttributeName: schema.rangeKey, AttributeType: schema.rangeKeyType }
    ],
    KeySchema: [
      { AttributeName: schema.hashKey, KeyType: 'HASH' },
      { AttributeName: schema.rangeKey, KeyType: 'RANGE' }
    ],
    ...(billing === 'on-demand'
      ? { BillingMode: 'PAY_PER_REQUEST' }
      : {
          BillingMode: 'PROVISIONED',
          ProvisionedThroughput: { ReadCapacityUnits: billing.read, WriteCapacityUnits: billing.write }
        }),
    ...(tableClass !== undefined && { TableClass: tableClass }),
    ...(deletionProtection !== undefined && { DeletionProtectionEnabled: deletionProtection }),
    ...(tags !== undefined && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    ...(encryption !== undefined && {
      SSESpecification: {
        Enabled: true,
        SSEType: 'KMS',
        ...(encryption.kmsKeyId !== undefined && { KMSMasterKeyId: encryption.kmsKeyId })
      }
    })
  }
}
