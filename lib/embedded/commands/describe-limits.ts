// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
import type { Command } from './command.js'

/** The service's initial quotas; nothing here enforces them. */
const LIMITS = {
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000
}

export const describeLimits: Command<object, typeof LIMITS> = {
  operation: 'DescribeLimits',
  run: () => ({ ...LIMITS })
}
