import { bytesOfBase64 } from './base64.js'
import type { AttributeValue, Item } from './value.js'

/** Above it the strings of an item, which are slices of its text, would keep too much alive. */
const MAX_LENGTH = 1024
/** Items of a table mostly have the same names in the same places. So many are remembered, of maps in maps behind. */
const MAX_NAMES = 64
const NAMES_OF_MAP = 16
const LINE_END = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const OPENING_BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d
const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d
const LETTER_B = 0x42
const LETTER_L = 0x4c
const LETTER_M = 0x4d
const LETTER_N = 0x4e
const LETTER_S = 0x53
/** A letter, a quote and a colon. */
const SHORT_TYPE_LENGTH = 3

const names: string[] = []

/** Whether an `ItemReader` can read the stored form of an item: a short one, without escapes. */
export function isPlainText(text: string): boolean {
  return text.length <= MAX_LENGTH && !text.includes('\\')
}

/**
 * Reads what `ItemWriter` wrote, and nothing else that is JSON, in a third of the time of JSON.parse: of an item all
 * attributes, or those that are wanted.
 */
export class ItemReader {
  readonly #text: string
  readonly #wanted: ReadonlySet<string> | undefined
  #at = 0
  #depth = 0

  constructor(text: string, wanted?: ReadonlySet<string>) {
    this.#text = text
    this.#wanted = wanted
  }

  read(): Item {
    const item = this.#map()
    if (this.#at !== this.#text.length) throw this.#damaged()
    return item
  }

  /** Items on a line each, at least one. */
  readLines(items: Item[]): void {
    do items.push(this.#map())
    while (this.#skip(LINE_END))
    if (this.#at !== this.#text.length) throw this.#damaged()
  }

  /** The same in their stored form. */
  pickLines(texts: string[]): void {
    do texts.push(this.#pick())
    while (this.#skip(LINE_END))
    if (this.#at !== this.#text.length) throw this.#damaged()
  }

  #pick(): string {
    this.#take(OPENING_BRACE)
    if (this.#skip(CLOSING_BRACE)) return '{}'
    let picked = ''
    let place = 0
    this.#depth++
    do {
      const start = this.#at
      const name = this.#name(place++)
      // Over the colon.
      this.#at++
      this.#skipValue()
      if (this.#wanted?.has(name) === false) continue
      picked += `${picked === '' ? '' : ','}${this.#text.slice(start, this.#at)}`
    } while (this.#skip(COMMA))
    this.#take(CLOSING_BRACE)
    this.#depth--
    return `{${picked}}`
  }

  #map(): Item {
    const item: Item = {}
    this.#take(OPENING_BRACE)
    if (this.#skip(CLOSING_BRACE)) return item
    let place = this.#depth++ * NAMES_OF_MAP
    do {
      const name = this.#name(place++)
      // Over the colon.
      this.#at++
      if (this.#depth === 1 && this.#wanted?.has(name) === false) {
        this.#skipValue()
        continue
      }
      const value = this.#value()
      if (name !== '__proto__') item[name] = value
      else Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true })
    } while (this.#skip(COMMA))
    this.#take(CLOSING_BRACE)
    this.#depth--
    return item
  }

  /** A string, a number or bytes, as most are, is not looked at. */
  #skipValue(): void {
    const isShortType = this.#text.charCodeAt(this.#at + 3) === QUOTE
    if (!isShortType || this.#text.charCodeAt(this.#at + 5) !== QUOTE) {
      this.#value()
      return
    }
    this.#at += 5
    this.#endOfString()
    this.#take(CLOSING_BRACE)
  }

  #value(): AttributeValue {
    this.#take(OPENING_BRACE)
    const value = this.#text.charCodeAt(this.#at + 2) === QUOTE ? this.#ofShortType() : this.#ofLongType()
    this.#take(CLOSING_BRACE)
    return value
  }

  #ofShortType(): AttributeValue {
    this.#take(QUOTE)
    const letter = this.#text.charCodeAt(this.#at)
    this.#at += SHORT_TYPE_LENGTH
    switch (letter) {
      case LETTER_S:
        return { S: this.#string() }
      case LETTER_N:
        return { N: this.#string() }
      case LETTER_B:
        return { B: this.#bytes() }
      case LETTER_M:
        return { M: this.#map() }
      case LETTER_L:
        return { L: this.#list(() => this.#value()) }
      default:
        throw this.#damaged()
    }
  }

  #ofLongType(): AttributeValue {
    const type = this.#string()
    this.#at++
    switch (type) {
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

  /** To compare with the last name in its place takes half as long as to make another string for V8 to look up. */
  #name(place: number): string {
    const known = names[place]
    const start = this.#at + 1
    if (known !== undefined && this.#text.startsWith(known, start)) {
      const end = start + known.length
      if (this.#text.charCodeAt(end) === QUOTE && this.#text.charCodeAt(this.#at) === QUOTE) {
        this.#at = end + 1
        return known
      }
    }
    const name = this.#string()
    if (place < MAX_NAMES) names[place] = name
    return name
  }

  #bytes(): Uint8Array {
    const start = this.#at + 1
    const end = this.#endOfString()
    return bytesOfBase64(this.#text, start, end)
  }

  #string(): string {
    const start = this.#at + 1
    return this.#text.slice(start, this.#endOfString())
  }

  /** Goes behind the quote that ends a string, and tells where that stands. */
  #endOfString(): number {
    this.#take(QUOTE)
    const end = this.#text.indexOf('"', this.#at)
    if (end === -1) throw this.#damaged()
    this.#at = end + 1
    return end
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
