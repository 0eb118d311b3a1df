// The settings of a table that the engine keeps and describes without acting on them.
import { validationError } from '../errors.js'
import type { StreamSpecification } from '../table/record.js'
import { invalid } from './invalid.js'

const TABLE_CLASSES = ['STANDARD', 'STANDARD_INFREQUENT_ACCESS']

export interface EncryptionSettings {
  readonly Enabled?: boolean | undefined
  readonly SSEType?: string | undefined
  readonly KMSMasterKeyId?: string | undefined
}

export function checkNewStream(stream: StreamSpecification | undefined): void {
  if (stream === undefined) return
  if (stream.StreamEnabled && stream.StreamViewType === undefined) {
    throw invalid('Table is being created with a stream enabled, UpdateViewType is required')
  }
  if (!stream.StreamEnabled && stream.StreamViewType !== undefined) {
    throw invalid('Table is being created with a stream disabled, UpdateViewType should not be specified')
  }
}

export function checkChangedStream(
  stream: StreamSpecification | undefined,
  current: StreamSpecification | undefined,
  table: string
): void {
  if (stream === undefined) return
  if (stream.StreamEnabled && stream.StreamViewType === undefined) {
    throw invalid('If stream is being enabled then UpdateViewType is required')
  }
  if (!stream.StreamEnabled && stream.StreamViewType !== undefined) {
    throw invalid('If stream is being disabled, then UpdateViewType must not be specified')
  }
  if (stream.StreamEnabled && current?.StreamEnabled) {
    throw validationError(`Table already has an enabled stream: TableName: ${table}`)
  }
  if (!stream.StreamEnabled && !current?.StreamEnabled) {
    throw validationError(`Table has no stream to disable: TableName: ${table}`)
  }
}

export function checkEncryption(settings: EncryptionSettings | undefined): void {
  if (settings === undefined) return
  if (settings.Enabled !== true) {
    if (settings.SSEType !== undefined) throw invalid('SSEType can not be specified if Enabled is false')
    if (settings.KMSMasterKeyId !== undefined) {
      throw invalid('KMSMasterKeyId can not be specified if Enabled is false')
    }
  }
  if (settings.SSEType === 'AES256') throw invalid('SSEType AES256 is not supported')
}

export function checkTableClass(tableClass: string | undefined): void {
  if (tableClass === undefined || TABLE_CLASSES.includes(tableClass)) return
  throw validationError(
    'Invalid table-class parameter provided. Please try again with a valid table-class value: ' +
      `[${TABLE_CLASSES.join(', ')}].`
  )
}
