// Whether a text or a binary holds another, in time that grows with their lengths only: the runtime's own search can
// take seconds over two values that a client has chosen for that.

// The runtime's search is the fastest for all that is asked in earnest.
const SHORT = 256

export function textContains(text: string, part: string): boolean {
  if (part.length <= SHORT || part.length > text.length) return text.includes(part)
  return contains(unitsOf(text), unitsOf(part))
}

export function bytesContain(bytes: Uint8Array, part: Uint8Array): boolean {
  return part.length <= bytes.length && contains(bytes, part)
}

type Units = Uint8Array | Uint16Array

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i)
  return units
}

/** Knuth, Morris and Pratt: no unit of the whole is looked at again. */
function contains(whole: Units, part: Units): boolean {
  if (part.length === 0) return true
  const borders = bordersOf(part)
  let matched = 0
  for (const unit of whole) {
    while (matched > 0 && part[matched] !== unit) matched = borders[matched - 1]!
    if (part[matched] === unit) matched++
    if (matched === part.length) return true
  }
  return false
}

/** For each beginning of the part, how much of it is also its end. */
function bordersOf(part: Units): Uint32Array {
  const borders = new Uint32Array(part.length)
  let border = 0
  for (let i = 1; i < part.length; i++) {
    while (border > 0 && part[border] !== part[i]) border = borders[border - 1]!
    if (part[border] === part[i]) border++
    borders[i] = border
  }
  return borders
}
