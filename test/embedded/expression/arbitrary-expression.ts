// Random expressions: most of them well formed, all of them near to it.
import fc from 'fast-check'

const path = fc.constantFrom(
  'a',
  'b',
  'c',
  'd',
  'e',
  '#a',
  '#c',
  '#d',
  'a.b',
  'a[0]',
  '#c.a',
  'b[1].c',
  'abort',
  'b.abort',
  '#z',
  'a[99999999999]'
)
const value = fc.constantFrom(':a', ':b', ':n', ':n5', ':l', ':m', ':t', ':nu', ':ss', ':S', ':z')
const functionName = fc.constantFrom(
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
  'if_not_exists',
  'list_append',
  'foo'
)

const comparator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=')
const joined = (parts: fc.Arbitrary<string>, separator: string, maxLength: number) =>
  fc.array(parts, { minLength: 1, maxLength }).map(each => each.join(separator))

const { operand, condition } = fc.letrec<Record<'operand' | 'call' | 'condition', string>>(tie => ({
  operand: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    path,
    value,
    tie('operand').map(inner => `(${inner})`),
    tie('operand').map(inner => `size(${inner})`),
    tie('call')
  ),
  call: fc.tuple(functionName, joined(tie('operand'), ', ', 3)).map(([name, args]) => `${name}(${args})`),
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(tie('operand'), comparator, tie('operand')).map(parts => parts.join(' ')),
    fc.tuple(tie('operand'), tie('operand'), tie('operand')).map(([x, y, z]) => `${x} between ${y} and ${z}`),
    fc.tuple(tie('operand'), joined(tie('operand'), ', ', 3)).map(([x, list]) => `${x} in (${list})`),
    tie('call'),
    tie('condition').map(inner => `not ${inner}`),
    tie('condition').map(inner => `(${inner})`),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(parts => parts.join(' '))
  )
}))

const assigned = fc.oneof(
  operand,
  fc.tuple(operand, fc.constantFrom('+', '-'), operand).map(parts => parts.join(' ')),
  fc.tuple(operand, operand).map(args => `list_append(${args.join(', ')})`)
)
const section = fc.oneof(
  joined(
    fc.tuple(path, assigned).map(([target, source]) => `${target} = ${source}`),
    ', ',
    3
  ).map(clauses => `SET ${clauses}`),
  joined(path, ', ', 3).map(paths => `REMOVE ${paths}`),
  joined(
    fc.tuple(path, value).map(([target, source]) => `${target} ${source}`),
    ', ',
    2
  ).map(clauses => `ADD ${clauses}`),
  fc.tuple(path, value).map(([target, source]) => `DELETE ${target} ${source}`)
)

/** Takes a token out, puts one in, or cuts the end off: in two of five expressions. */
function mutated(expression: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const mutation = fc.record({
    kind: fc.constantFrom('none', 'none', 'none', 'remove', 'insert', 'cut'),
    at: fc.nat(1000),
    token: fc.constantFrom(
      '(',
      ')',
      ',',
      'and',
      'not',
      '=',
      'a',
      ':a',
      '.',
      '[',
      '0',
      ']',
      'set',
      '+',
      '!',
      'in'
    )
  })
  return fc.tuple(expression, mutation).map(([text, { kind, at, token }]) => {
    const tokens = text.match(/[a-zA-Z_]\w*|[#:]\w+|\d+|<>|<=|>=|\s+|./g) ?? []
    const index = at % tokens.length
    if (kind === 'remove') tokens.splice(index, 1)
    if (kind === 'insert') tokens.splice(index, 0, ' ', token, ' ')
    if (kind === 'cut') tokens.length = index
    return tokens.join('')
  })
}

export const anyCondition = mutated(condition)
export const anyUpdate = mutated(joined(section, ' ', 3))
export const anyProjection = mutated(joined(path, ', ', 4))
