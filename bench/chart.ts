import { number } from './report.js'
import type { Line, Results } from './results.js'

const TITLE = 'Time beside that of dynamo-level: what stands right of the line is slower'
const WIDTH = 900
const LEFT = 330
const RIGHT = 30
const ROW = 22
const HEAD = 64
const TITLE_ROW = 34
const COLORS = ['#1f6feb', '#d4570a', '#2a8a3e', '#a333c8', '#946a00', '#008080', '#b3123d', '#57606a']

/**
 * The time of each contender beside ours, on a scale by tens: what stands right of the line takes longer than we do, what
 * stands left of it less.
 */
export function toChart({ machine, date, suites }: Results): string {
  const groups = suites
    .map(({ title, lines }) => ({ title, lines: lines.filter(isComparison) }))
    .filter(({ lines }) => lines.length > 0)
  const names = [...new Set(groups.flatMap(({ lines }) => lines.flatMap(othersOf)).map(({ name }) => name))]
  const ratios = groups.flatMap(({ lines }) =>
    lines.flatMap(line => othersOf(line).map(({ ratio }) => ratio))
  )
  const first = Math.floor(Math.log10(Math.min(0.3, ...ratios)))
  const last = Math.ceil(Math.log10(Math.max(3, ...ratios)))
  const x = (ratio: number) => LEFT + ((Math.log10(ratio) - first) / (last - first)) * (WIDTH - LEFT - RIGHT)
  const color = (name: string) => COLORS[names.indexOf(name) % COLORS.length]!

  const legend = Math.ceil(names.length / 4) * 20
  let y = HEAD + legend
  const parts: string[] = []
  for (const { title, lines } of groups) {
    y += TITLE_ROW
    parts.push(text(16, y - 10, title, 'font-weight="bold"'))
    for (const line of lines) {
      parts.push(
        `<line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" stroke="#d0d7de"/>`,
        text(LEFT - 12, y + 4, line.name, 'text-anchor="end"')
      )
      for (const { name, ratio } of othersOf(line)) {
        const label = `${line.name}: ${name} takes ${number(ratio)} of our time`
        parts.push(
          `<circle cx="${x(ratio).toFixed(1)}" cy="${y}" r="5.5" fill="${color(name)}" fill-opacity="0.85"><title>${escapeXml(label)}</title></circle>`
        )
      }
      y += ROW
    }
  }
  const height = y + 40

  const axis: string[] = []
  for (let power = first; power <= last; power++) {
    const at = x(10 ** power).toFixed(1)
    const strokes = power === 0 ? 'stroke="#24292f" stroke-width="1.5"' : 'stroke="#d0d7de"'
    axis.push(
      `<line x1="${at}" y1="${HEAD + legend}" x2="${at}" y2="${height - 34}" ${strokes}/>`,
      text(Number(at), height - 18, power === 0 ? 'our time' : `${10 ** power}×`, 'text-anchor="middle"')
    )
  }
  const keys = names.map((name, index) => {
    const left = 16 + (index % 4) * 215
    const top = HEAD + Math.floor(index / 4) * 20
    return `<circle cx="${left + 6}" cy="${top - 4}" r="5.5" fill="${color(name)}"/>${text(left + 18, top, name)}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#24292f">`,
    `<title>${TITLE}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(16, 22, TITLE, 'font-weight="bold" font-size="14"'),
    text(16, 40, `${machine}, ${date}`, 'fill="#57606a"'),
    ...keys,
    ...axis,
    ...parts,
    '</svg>',
    ''
  ].join('\n')
}

/** Where all bars are by themselves, the others are there for orientation. */
function isComparison(line: Line): boolean {
  const isRace = line.bars.length === 0 || line.bars.some(({ against }) => against !== undefined)
  const others = othersOf(line)
  return isRace && others.length > 0 && others.every(({ ratio }) => Number.isFinite(ratio) && ratio > 0)
}

function othersOf({ contenders, own }: Line): { name: string; ratio: number }[] {
  const base = contenders.find(({ name }) => name === own)?.median ?? 0
  return contenders
    .filter(({ name }) => name !== own)
    .map(({ name, median }) => ({ name, ratio: median / base }))
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escapeXml(content)}</text>`
}

function escapeXml(content: string): string {
  return content.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`)
}
