// A table as it is stored: what was asked for, and the state that the operations on tables keep. Times are
// milliseconds since 1970. Statuses are not part of it: whatever changes a table is complete when it is answered.
import type { IndexRecord, TableRecord as StoredTable, Table } from '../storage/table.js'

export interface TableRecord extends StoredTable {
  readonly TableId: string
  readonly CreationDateTime: number
  readonly BillingMode: BillingMode
  /** Present once the table has been on demand. */
  readonly LastUpdateToPayPerRequestDateTime?: number | undefined
  readonly ProvisionedThroughput: Throughput
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
  readonly WarmThroughput?: WarmThroughput | undefined
  readonly LocalSecondaryIndexes?: readonly IndexRecord[] | undefined
  readonly GlobalSecondaryIndexes?: readonly GlobalIndexRecord[] | undefined
  readonly StreamSpecification?: StreamSpecification | undefined
  readonly LatestStreamLabel?: string | undefined
  readonly SSESpecification?: { readonly KMSMasterKeyId?: string | undefined } | undefined
  readonly TableClass?:
    | { readonly TableClass: string; readonly LastUpdateDateTime?: number | undefined }
    | undefined
  readonly DeletionProtectionEnabled?: boolean | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly PointInTimeRecovery?: PointInTimeRecovery | undefined
}

/** Storage names only what it reads itself; what it keeps was made here. */
export function recordOf(table: Table): TableRecord {
  return table.record as TableRecord
}

export type BillingMode = 'PROVISIONED' | 'PAY_PER_REQUEST'

export interface Units {
  readonly ReadCapacityUnits: number
  readonly WriteCapacityUnits: number
}

export interface Throughput extends Units {
  readonly NumberOfDecreasesToday: number
  readonly LastIncreaseDateTime?: number | undefined
  readonly LastDecreaseDateTime?: number | undefined
}

export interface OnDemandThroughput {
  readonly MaxReadRequestUnits?: number | undefined
  readonly MaxWriteRequestUnits?: number | undefined
}

export interface WarmThroughput {
  readonly ReadUnitsPerSecond?: number
  readonly WriteUnitsPerSecond?: number
  /** Only while it changes, and never stored. */
  readonly Status?: 'UPDATING'
}

export interface GlobalIndexRecord extends IndexRecord {
  readonly ProvisionedThroughput: Throughput
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
  readonly WarmThroughput?: WarmThroughput | undefined
}

export interface StreamSpecification {
  readonly StreamEnabled: boolean
  readonly StreamViewType?: string | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface PointInTimeRecovery {
  readonly RecoveryPeriodInDays: number
  /** From here on there would be something to restore. */
  readonly EnabledDateTime: number
}
