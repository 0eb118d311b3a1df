/** 100 bytes that do not look alike. */
export const VALUE = Array.from({ length: 100 }, (_, index) =>
  String.fromCharCode(33 + ((index * 37) % 90))
).join('')

/** So many entries in the order of their keys, which have 16 bytes. */
export function entries(count: number): [key: string, value: string][] {
  return Array.from({ length: count }, (_, number) => [`key:${String(number).padStart(12, '0')}`, VALUE])
}
