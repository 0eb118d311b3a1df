import type { EngineOptions } from './engine.js'

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
 * Sorts options into the engine's and those in `otherNames`. What is in neither is a mistake of the caller:
 * a misspelt `path` would otherwise mean data kept in memory alone.
 */
export function takeOptions<Name extends string, Others extends { readonly [key in Name]?: unknown }>(
  owner: string,
  options: EngineOptions & Others,
  otherNames: readonly Name[]
): { engineOptions: EngineOptions; others: Pick<Others, Name> } {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${owner} takes an object of options`)

  const engineOptions: Record<string, unknown> = {}
  const others: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options)) {
    // An option that is given as undefined counts as left out.
    if (value === undefined) continue
    if (Object.hasOwn(ENGINE_OPTIONS, name)) engineOptions[name] = value
    else if ((otherNames as readonly string[]).includes(name)) others[name] = value
    else throw new TypeError(`${owner} has no option '${name}'`)
  }
  return { engineOptions: engineOptions as EngineOptions, others: others as Pick<Others, Name> }
}
