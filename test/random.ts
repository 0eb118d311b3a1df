/** Numbers from 0 to below 1 that follow from a seed: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Whole numbers from 0 to below a limit. */
export function integersFrom(seed: number): (limit: number) => number {
  const random = randomFrom(seed)
  return limit => Math.floor(random() * limit)
}

/** The seed of a run: SEED repeats one. */
export function seedOfRun(): number {
  const { SEED: given } = process.env
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  console.log(`# seed ${seed}`)
  return seed
}
