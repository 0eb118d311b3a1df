/** What the name of a database may not hold: see `parseLocation`. */
const ESCAPED = /[%#]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/**
 * Makes any string a location. `%` and `#` become `%25` and `%23`, half of a surrogate pair `%uD83D`: what comes of two
 * strings differs, and `decodeLocation` finds the way back.
 */
export function encodeLocation(location: string): string {
  return location.replace(ESCAPED, char => {
    const code = char.charCodeAt(0).toString(16).toUpperCase()
    return code.length > 2 ? `%u${code}` : `%${code}`
  })
}

export function decodeLocation(encoded: string): string {
  return encoded.replace(/%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g, (_, long, short) =>
    String.fromCharCode(Number.parseInt(long ?? short, 16))
  )
}
