import type { EngineOptions } from './engine-options.js'

const ENGINE_OPTIONS: Record<keyof EngineOptions, true> = {
  path: true,
  durability: true,
  clock: true,
  region: true,
  accountId: true,
  driver: true,
  expiryIntervalMs: true
}

/**
 * Sorts options into the engine's and those in `otherNames`; what has a place in both goes to both. What has none is
 * a mistake of the caller: a misspelt `path` would otherwise mean data kept in memory alone.
 */
export function takeOptions<Others extends object>(
  owner: string,
  options: Others,
  otherNames: readonly (keyof Others)[]
): { engineOptions: EngineOptions; others: Others } {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${owner} takes an object of options`)

  const engineOptions: Record<string, unknown> = {}
  const others: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options)) {
    const isEngines = Object.hasOwn(ENGINE_OPTIONS, name)
    const isOther = (otherNames as readonly string[]).includes(name)
    if (!isEngines && !isOther) throw new TypeError(`${owner} has no option '${name}'`)
    // An option that is given as undefined counts as left out.
    if (value === undefined) continue
    if (isEngines) engineOptions[name] = value
    if (isOther) others[name] = value
  }
  return { engineOptions, others: others as Others }
}
