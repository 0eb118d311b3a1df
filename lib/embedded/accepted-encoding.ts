// What an Accept-Encoding header asks for, with the service's reading of what the standard leaves open or forbids.
// https://www.rfc-editor.org/rfc/rfc9110.html#name-accept-encoding

const ENCODINGS = ['gzip', 'deflate'] as const

export type Encoding = (typeof ENCODINGS)[number]

export function acceptedEncoding(header: string): Encoding | undefined {
  const offers = header.toLowerCase().split(',').map(parseOffer)
  const any = offers.find(({ name }) => name === '*')
  const others = ENCODINGS.filter(encoding => !offers.some(({ name }) => name === encoding))
  if (any !== undefined) offers.push(...others.map(name => ({ ...any, name })))

  let best: Encoding | undefined
  let bestQuality = 0
  for (const { name, quality } of offers) {
    const encoding = ENCODINGS.find(known => known === name)
    if (encoding === undefined || quality <= bestQuality) continue
    best = encoding
    bestQuality = quality
  }
  return best
}

function parseOffer(text: string): { name: string; quality: number } {
  const [name, ...parameters] = text.split(';').map(part => part.trim())
  const given = parameters.flatMap(parameter => /^q\s*=(.*)/.exec(parameter)?.[1] ?? []).map(Number)[0] ?? 1
  return { name: name!, quality: Number.isNaN(given) ? 1 : Math.min(given, 1) }
}
