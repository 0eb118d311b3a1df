import type { Throughput, Units } from './record.js'

const MS_PER_DAY = 24 * 60 * 60 * 1000

/** What an index or a table on demand answers with. */
export const NO_THROUGHPUT: Throughput = {
  ReadCapacityUnits: 0,
  WriteCapacityUnits: 0,
  NumberOfDecreasesToday: 0
}

export function newThroughput(units: Units | undefined): Throughput {
  return units === undefined
    ? NO_THROUGHPUT
    : {
        ReadCapacityUnits: units.ReadCapacityUnits,
        WriteCapacityUnits: units.WriteCapacityUnits,
        NumberOfDecreasesToday: 0
      }
}

function isIncrease(from: Units, to: Units): boolean {
  return to.ReadCapacityUnits > from.ReadCapacityUnits || to.WriteCapacityUnits > from.WriteCapacityUnits
}

function isDecrease(from: Units, to: Units): boolean {
  return to.ReadCapacityUnits < from.ReadCapacityUnits || to.WriteCapacityUnits < from.WriteCapacityUnits
}

export function isSame(from: Units, to: Units): boolean {
  return from.ReadCapacityUnits === to.ReadCapacityUnits && from.WriteCapacityUnits === to.WriteCapacityUnits
}

/** While a change is under way: the old units, with the times of the change. */
export function startChange(throughput: Throughput, units: Units, now: number): Throughput {
  return {
    ...throughput,
    ...(isIncrease(throughput, units) && { LastIncreaseDateTime: now }),
    ...(isDecrease(throughput, units) && { LastDecreaseDateTime: now })
  }
}

/** Once a change is through. An increase of one and a decrease of the other count as an increase. */
export function completeChange(throughput: Throughput, units: Units, now: number): Throughput {
  const started = startChange(throughput, units, now)
  const decreases =
    isDecrease(throughput, units) && !isIncrease(throughput, units)
      ? decreasesToday(throughput, now) + 1
      : undefined
  return {
    ...started,
    ReadCapacityUnits: units.ReadCapacityUnits,
    WriteCapacityUnits: units.WriteCapacityUnits,
    ...(decreases !== undefined && { NumberOfDecreasesToday: decreases })
  }
}

/** Days are those of UTC. */
export function decreasesToday(
  { NumberOfDecreasesToday, LastDecreaseDateTime }: Throughput,
  now: number
): number {
  if (LastDecreaseDateTime === undefined) return NumberOfDecreasesToday
  const sameDay = Math.floor(LastDecreaseDateTime / MS_PER_DAY) === Math.floor(now / MS_PER_DAY)
  return sameDay ? NumberOfDecreasesToday : 0
}
