import { availableParallelism, cpus, totalmem } from 'node:os'

/** What a reader has to know of the machine: of which kind it is, not which one. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return [
    `Node.js ${process.version.slice(1)}`,
    `${process.platform} ${process.arch}`,
    `${availableParallelism()} cores${model ? ` (${model})` : ''}`,
    `${gigabytes} GB`
  ].join(', ')
}
