/**
 * What texts parse to, bounded by the length of the texts. Two generations: when the younger one is full it becomes
 * the older one, and what is not asked for again is forgotten with it. A hit costs one look-up.
 */
export class ExpressionCache<Parsed> {
  readonly #parse: (text: string) => Parsed
  readonly #maxCharacters: number
  #younger = new Map<string, Parsed>()
  #older = new Map<string, Parsed>()
  #characters = 0

  constructor(parse: (text: string) => Parsed, maxCharacters: number) {
    this.#parse = parse
    this.#maxCharacters = maxCharacters
  }

  get(text: string): Parsed {
    const known = this.#younger.get(text)
    if (known !== undefined) return known
    const parsed = this.#older.get(text) ?? this.#parse(text)
    this.#keep(text, parsed)
    return parsed
  }

  #keep(text: string, parsed: Parsed): void {
    this.#characters += text.length
    if (this.#characters > this.#maxCharacters) {
      this.#older = this.#younger
      this.#younger = new Map()
      this.#characters = text.length
    }
    this.#younger.set(text, parsed)
  }
}
