/**
 * What is made of texts, bounded by the length of the texts. Two generations: when the younger one is full it becomes
 * the older one, and what is not asked for again is forgotten with it. A hit costs one look-up.
 */
export class TextCache<Made> {
  readonly #make: (text: string) => Made
  readonly #maxCharacters: number
  #younger = new Map<string, Made>()
  #older = new Map<string, Made>()
  #characters = 0

  constructor(make: (text: string) => Made, maxCharacters: number) {
    this.#make = make
    this.#maxCharacters = maxCharacters
  }

  get(text: string): Made {
    const known = this.#younger.get(text)
    if (known !== undefined) return known
    const made = this.#older.get(text) ?? this.#make(text)
    this.#keep(text, made)
    return made
  }

  #keep(text: string, made: Made): void {
    this.#characters += text.length
    if (this.#characters > this.#maxCharacters) {
      this.#older = this.#younger
      this.#younger = new Map()
      this.#characters = text.length
    }
    this.#younger.set(text, made)
  }
}
