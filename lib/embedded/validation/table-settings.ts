// The settings of a table that the engine keeps and describes without acting on them.
import { validationError } from '../errors.js'
import type { StreamSpecification, TableRecord } from '../table/record.js'
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
  const { Enabled: enabled, SSEType: type, KMSMasterKeyId: key } = settings
  if (enabled === false) {
    if (type !== undefined) throw invalid('SSEType can not be specified if Enabled is false')
    if (key !== undefined) throw invalid('KMSMasterKeyId can not be specified if Enabled is false')
  }
  if (type === 'AES256') throw invalid('SSEType AES256 is not supported')
  if (type === undefined && key !== undefined) {
    throw invalid('SSEType KMS is required if KMSMasterKeyId is specified')
  }
}

/** A type alone asks for encryption too. */
export function isEncrypting({ Enabled, SSEType }: EncryptionSettings): boolean {
  return Enabled ?? SSEType !== undefined
}

/** Only a key that is given by its ARN is compared with the one there is. */
export function checkChangedEncryption(
  settings: EncryptionSettings | undefined,
  current: TableRecord['SSESpecification']
): void {
  if (settings === undefined) return
  if (!isEncrypting(settings) && current === undefined) throw invalid('Table is already encrypted by default')
  const key = settings.KMSMasterKeyId
  if (key?.startsWith('arn:') && key === current?.KMSMasterKeyId) {
    throw invalid(
      'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change ' +
        'Master Key'
    )
  }
}

export function checkTableClass(tableClass: string | undefined): void {
  if (tableClass === undefined || TABLE_CLASSES.includes(tableClass)) return
  throw validationError(
    'Invalid table-class parameter provided. Please try again with a valid table-class value: ' +
      `[${TABLE_CLASSES.join(', ')}].`
  )
}
