import type { PointInTimeRecovery } from './record.js'

const MS_PER_DAY = 24 * 60 * 60 * 1000
/** How far the service is behind. */
const LATEST_DELAY_MS = 5 * 60 * 1000

export type ContinuousBackupsDescription = Record<string, unknown>

/** The switch is kept, and nothing is backed up: there is no operation that restores. */
export function describeBackups(
  recovery: PointInTimeRecovery | undefined,
  now: number
): ContinuousBackupsDescription {
  return {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription:
      recovery === undefined ? { PointInTimeRecoveryStatus: 'DISABLED' } : describeRecovery(recovery, now)
  }
}

function describeRecovery(
  { RecoveryPeriodInDays: days, EnabledDateTime: since }: PointInTimeRecovery,
  now: number
) {
  const earliest = Math.max(since, now - days * MS_PER_DAY)
  return {
    PointInTimeRecoveryStatus: 'ENABLED',
    RecoveryPeriodInDays: days,
    EarliestRestorableDateTime: new Date(earliest),
    LatestRestorableDateTime: new Date(Math.max(earliest, now - LATEST_DELAY_MS))
  }
}
