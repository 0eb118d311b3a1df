import { bytesOfBase64 } from './base64.js'
import type { AttributeValue, Item } from './value.js'

/** Above it the strings of an item, which are slices of its text, would keep too much alive. */
const MAX_LENGTH = 1024
const QUOTE = 0x22
const COMMA = 0x2c
const OPENING_BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d
const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d

/** Whether an `ItemReader` can read the stored form of an item: a short one, without escapes. */
export function isPlainText(text: string): boolean {
  return text.length <= MAX_LENGTH && !text.includes('\\')
}

/** Reads what `ItemWriter` wrote, and nothing else that is JSON, in a third of the time of JSON.parse. */
export class ItemReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): Item {
    const item = this.#map()
    if (this.#at !== this.#text.length) throw this.#damaged()
    return item
  }

  #map(): Item {
    const item: Item = {}
    this.#take(OPENING_BRACE)
    if (this.#skip(CLOSING_BRACE)) return item
    do {
      const name = this.#string()
      // Over the colon.
      this.#at++
      const value = this.#value()
      if (name !== '__proto__') item[name] = value
      else Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true })
    } while (this.#skip(COMMA))
    this.#take(CLOSING_BRACE)
    return item
  }

  #value(): AttributeValue {
    this.#take(OPENING_BRACE)
    const type = this.#string()
    this.#at++
    const value = this.#content(type)
    this.#take(CLOSING_BRACE)
    return value
  }

  #content(type: string): AttributeValue {
    switch (type) {
      case 'S':
        return { S: this.#string() }
      case 'N':
        return { N: this.#string() }
      case 'M':
        return { M: this.#map() }
      case 'L':
        return { L: this.#list(() => this.#value()) }
      case 'B':
        return { B: this.#bytes() }
      case 'SS':
        return { SS: this.#list(() => this.#string()) }
      case 'NS':
        return { NS: this.#list(() => this.#string()) }
      case 'BS':
        return { BS: this.#list(() => this.#bytes()) }
      case 'BOOL':
        return { BOOL: this.#word() === 'true' }
      case 'NULL':
        this.#word()
        return { NULL: true }
      default:
        throw this.#damaged()
    }
  }

  #list<T>(member: () => T): T[] {
    const members: T[] = []
    this.#take(OPENING_BRACKET)
    if (this.#skip(CLOSING_BRACKET)) return members
    do members.push(member())
    while (this.#skip(COMMA))
    this.#take(CLOSING_BRACKET)
    return members
  }

  #bytes(): Uint8Array {
    return bytesOfBase64(this.#string())
  }

  #string(): string {
    this.#take(QUOTE)
    const end = this.#text.indexOf('"', this.#at)
    if (end === -1) throw this.#damaged()
    const string = this.#text.slice(this.#at, end)
    this.#at = end + 1
    return string
  }

  /** `true` or `false`. */
  #word(): string {
    const end = this.#text.indexOf('}', this.#at)
    const word = this.#text.slice(this.#at, end)
    this.#at = end
    return word
  }

  #skip(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false
    this.#at++
    return true
  }

  #take(code: number): void {
    if (!this.#skip(code)) throw this.#damaged()
  }

  #damaged(): Error {
    return new SyntaxError(`A stored item is damaged at ${this.#at}`)
  }
}
