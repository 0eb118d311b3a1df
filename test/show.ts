const LONGEST = 16

/** A value on one line, its bytes as hex, long ones shortened. */
export function show(value: unknown): string {
  if (Buffer.isBuffer(value)) return bytes(value)
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${name}: ${show(member)}`)
    return `{ ${members.join(', ')} }`
  }
  return String(value)
}

function bytes(buffer: Buffer): string {
  if (buffer.length <= LONGEST) return `<${buffer.toString('hex')}>`
  const [head, tail] = [buffer.subarray(0, 2), buffer.subarray(-4)]
  return `<${head.toString('hex')}…${tail.toString('hex')}, ${buffer.length} bytes>`
}
