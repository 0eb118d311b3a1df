import type { Verdict } from './bars.js'
import type { Cost, Line, Results } from './results.js'
import type { Summary } from './statistics.js'

export function printTitle(title: string, about: string): void {
  console.log(`\n${title}\n  ${about}`)
}

export function printLine({ name, unit, own, contenders, bars }: Line): void {
  console.log(`\n  ${name}`)
  const width = Math.max(...contenders.map(({ name }) => name.length))
  const base = contenders.find(contender => contender.name === own)
  for (const contender of contenders) {
    const cost = contender.cost && `, ${costText(contender.cost)}`
    const ratio = base && contender !== base ? `, ${number(contender.median / base.median)} of ours` : ''
    console.log(
      `    ${contender.name.padEnd(width)}  ${amount(contender.median, unit)} ${spread(contender, unit)}${ratio}${cost ?? ''}`
    )
  }
  for (const { text, measured, met } of bars) {
    console.log(`    bar: ${text}: ${number(measured.median)} ${spread(measured)} ${met ? 'ok' : 'MISSED'}`)
  }
}

/** The results as tables for a page of Markdown. */
export function toMarkdown({ machine, date, suites }: Results): string {
  const parts = suites.map(({ title, about, lines }) =>
    [
      `## ${title}`,
      about,
      [
        '| | | median | middle half | beside ours | requests, units | bar |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...lines.flatMap(rows)
      ].join('\n')
    ].join('\n\n')
  )
  const bars = suites.flatMap(({ lines }) => lines.flatMap(line => line.bars.map(bar => ({ line, bar }))))
  const missed = bars.filter(({ bar }) => !bar.met)
  const head = [
    '# Benchmarks',
    `${machine}. ${date}. Written by \`npm run bench\`: medians, with the middle half of what was measured beside them.`,
    `${bars.length - missed.length} of ${bars.length} bars are met.`,
    missed.map(({ line, bar }) => `- ${line.name}: ${barText(bar)}`).join('\n')
  ]
  return `${[...head, ...parts].filter(part => part !== '').join('\n\n')}\n`
}

function rows({ name, unit, own, contenders, bars }: Line): string[] {
  const base = contenders.find(contender => contender.name === own)
  return contenders.map((contender, index) => {
    const cells = [
      index === 0 ? name : '',
      contender.name,
      amount(contender.median, unit),
      spread(contender, unit),
      base && base.median > 0 ? number(contender.median / base.median) : '',
      contender.cost ? costText(contender.cost) : '',
      contender === base ? bars.map(barText).join('; ') : ''
    ]
    return `| ${cells.join(' | ')} |`
  })
}

function barText({ text, measured, met }: Verdict): string {
  return `${text}: ${number(measured.median)}, ${met ? 'ok' : 'missed'}`
}

function costText({ requests, readUnits, writeUnits }: Cost): string {
  const parts = [`${requests} requests`]
  if (readUnits > 0) parts.push(`${number(readUnits)} read`)
  if (writeUnits > 0) parts.push(`${number(writeUnits)} write`)
  return parts.join(', ')
}

function spread({ low, high }: Summary, unit = ''): string {
  return low === high ? '' : `(${amount(low, unit)} to ${amount(high, unit)})`
}

/** With a unit in which it is easy to read. */
function amount(value: number, unit: string): string {
  if (unit === 'ms' && value < 1) return `${number(value * 1_000)} µs`
  if (unit === 'ms' && value >= 1_000) return `${number(value / 1_000)} s`
  return `${number(value)} ${unit}`.trim()
}

/** Three digits that count. */
export function number(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return String(Number(value.toPrecision(3)))
}
