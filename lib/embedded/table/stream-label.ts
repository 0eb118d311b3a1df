/** The time of the stream's start, as the service writes it: `2026-11-20T10:06:13.526`. */
export function newStreamLabel(now: number): string {
  return new Date(now).toISOString().slice(0, -1)
}
