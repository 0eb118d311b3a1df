// Expressions as text: grown from the grammar, then now and then damaged.
import fc from 'fast-check'

type Text = fc.Arbitrary<string>

const ROOTS = ['c', 'd', 'e', 'm', 'l', 'ss', 'ns', '#c', '#p', '#m', 'zz']
const RARE_ROOTS = ['a', 'b', '#s', 'constructor']
const BAD_ROOTS = ['', 'size', '#missing', '1a', '_a', '#']
const STEPS = ['', '', '', '', '.c', '.d', '.#c', '[0]', '[1]', '[7]', '.m.c', '[0][1]', '.m[0]']
const VALUES = [':v0', ':v1', ':v2', ':v3']
const BAD_VALUES = [':missing', ':', ':v9']

/** One of the common texts; one of the others now and then. */
function mostly(common: readonly string[], others: readonly string[], rarity = 150): Text {
  return fc.oneof(
    { weight: rarity, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constantFrom(...others) }
  )
}

const path: Text = fc
  .tuple(mostly(ROOTS, [...RARE_ROOTS, ...BAD_ROOTS], 80), fc.constantFrom(...STEPS))
  .map(([root, steps]) => root + steps)
const placeholder: Text = mostly(VALUES, BAD_VALUES)
const operand: Text = fc.oneof(
  { weight: 5, arbitrary: path },
  { weight: 5, arbitrary: placeholder },
  { weight: 1, arbitrary: path.map(text => `size(${text})`) }
)
const comparator = mostly(['=', '<>', '<', '<=', '>', '>='], ['==', '!='])
const type = fc.constantFrom(':S', ':N', ':L', ':M', ':SS', ':NULL', ':BOOL', ':v0')

const predicate: Text = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(operand, comparator, operand).map(parts => parts.join(' ')) },
  {
    weight: 1,
    arbitrary: fc.tuple(operand, operand, operand).map(([a, b, c]) => `${a} BETWEEN ${b} AND ${c}`)
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }))
      .map(([a, list]) => `${a} IN (${list.join(', ')})`)
  },
  { weight: 2, arbitrary: path.map(p => `attribute_exists(${p})`) },
  { weight: 2, arbitrary: path.map(p => `attribute_not_exists(${p})`) },
  { weight: 1, arbitrary: fc.tuple(operand, type).map(([p, t]) => `attribute_type(${p}, ${t})`) },
  { weight: 1, arbitrary: fc.tuple(operand, operand).map(([p, v]) => `begins_with(${p}, ${v})`) },
  { weight: 1, arbitrary: fc.tuple(operand, operand).map(([p, v]) => `contains(${p}, ${v})`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a = a',
      'size(a)',
      'nofunction(a)',
      'attribute_exists(:v0)',
      'attribute_exists(a, b)'
    )
  }
)

export const condition: Text = damaged(
  fc.letrec<{ condition: string }>(tie => ({
    condition: fc.oneof(
      { depthSize: 'small' },
      { weight: 12, arbitrary: predicate },
      { weight: 1, arbitrary: tie('condition').map(c => `NOT ${c}`) },
      { weight: 1, arbitrary: tie('condition').map(c => `(${c})`) },

      { weight: 2, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} AND ${b}`) },
      { weight: 2, arbitrary: fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} or ${b}`) }
    )
  })).condition
)

const target: Text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ROOTS) },
  { weight: 1, arbitrary: path }
)

const setOperand: Text = fc.oneof(
  { weight: 10, arbitrary: placeholder },
  { weight: 4, arbitrary: path },
  { weight: 4, arbitrary: fc.tuple(path, placeholder).map(([p, v]) => `if_not_exists(${p}, ${v})`) },
  { weight: 4, arbitrary: path.map(p => `list_append(if_not_exists(${p}, :l), :l)`) },
  { weight: 1, arbitrary: fc.tuple(path, placeholder).map(([a, b]) => `list_append(${a}, ${b})`) },
  { weight: 1, arbitrary: path.map(p => `if_not_exists(${p}, if_not_exists(${p}, :v1))`) }
)
const numberOperand: Text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(':n', ':n1') },
  { weight: 5, arbitrary: path.map(p => `if_not_exists(${p}, :n)`) },
  { weight: 1, arbitrary: setOperand }
)
const setAction: Text = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(target, setOperand).map(parts => parts.join(' = ')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(target, numberOperand, fc.constantFrom('+', '-'), numberOperand)
      .map(([to, left, sign, right]) => `${to} = ${left} ${sign} ${right}`)
  }
)
const addAction: Text = fc
  .tuple(target, mostly([':n', ':SSet', ':NSet'], [':v1', ':v2', ':v3'], 4))
  .map(parts => parts.join(' '))
const deleteAction: Text = fc
  .tuple(target, mostly([':SSet', ':NSet'], [':n', ':v2', ':v3'], 4))
  .map(parts => parts.join(' '))

function clause(keyword: string, action: Text): Text {
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.tuple(action) },
      { weight: 1, arbitrary: fc.array(action, { minLength: 2, maxLength: 3 }) }
    )
    .map(actions => `${keyword} ${actions.join(', ')}`)
}

// One of the first two is always there: an update that only takes away makes no item on AWS, but does on the others.
const giving = fc.oneof(clause('SET', setAction), clause('add', addAction))
const taking = [clause('REMOVE', target), clause('DELETE', deleteAction)]

export const update: Text = damaged(
  fc.oneof(
    { weight: 12, arbitrary: giving },
    {
      weight: 6,
      arbitrary: fc
        .shuffledSubarray(taking, { minLength: 1 })
        .chain(list => fc.tuple(giving, ...list))
        .map(list => list.sort().join(' '))
    },
    { weight: 1, arbitrary: fc.array(giving, { minLength: 2, maxLength: 2 }).map(list => list.join(' ')) }
  )
)

export const projection: Text = damaged(
  fc.array(path, { minLength: 1, maxLength: 4 }).map(paths => paths.join(', '))
)

/** `names` are the index's keys, hash first; `:h` fits the first of them, `:v1` to `:v3` the second. */
export function keyCondition([hashName, rangeName]: readonly [string, string?]): Text {
  const hash = mostly([`${hashName} = :h`], [`${hashName} = :v0`, `${hashName} < :h`])
  const wrong = fc.oneof(condition, keyPredicate('zz'), keyPredicate(hashName))
  if (rangeName === undefined) {
    return damaged(fc.oneof({ weight: 12, arbitrary: hash }, { weight: 1, arbitrary: wrong }))
  }
  const range = keyPredicate(rangeName)
  return damaged(
    fc.oneof(
      { weight: 10, arbitrary: hash },
      { weight: 16, arbitrary: fc.tuple(hash, range).map(parts => parts.join(' AND ')) },
      { weight: 3, arbitrary: fc.tuple(hash, range).map(([h, r]) => `(${r}) and (${h})`) },
      { weight: 1, arbitrary: fc.oneof(range, wrong) }
    )
  )
}

function keyPredicate(name: string): Text {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(mostly(['=', '<', '<=', '>', '>='], ['<>'], 60), mostly([':v1', ':v2'], [':v0']))
        .map(parts => `${name} ${parts.join(' ')}`)
    },
    { weight: 2, arbitrary: fc.constant(`${name} BETWEEN :v1 AND :v2`) },
    { weight: 1, arbitrary: fc.constant(`begins_with(${name}, :v1)`) }
  )
}

/** Sometimes loses, doubles or gains a piece. */
function damaged(text: Text): Text {
  const damage = fc.oneof(
    { weight: 150, arbitrary: fc.constant((whole: string, _at: number) => whole) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          ' ',
          '(',
          ')',
          ',',
          '.',
          '[',
          ']',
          ' AND ',
          ' NOT ',
          ':',
          '#',
          '"',
          '+',
          '1',
          ' SET ',
          '\n',
          '$',
          '='
        )
        .map(piece => (whole: string, at: number) => whole.slice(0, at) + piece + whole.slice(at))
    },
    {
      weight: 1,
      arbitrary: fc.constant((whole: string, at: number) => whole.slice(0, at) + whole.slice(at + 1))
    }
  )
  return fc
    .tuple(text, damage, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([whole, change, at]) => change(whole, Math.floor(at * whole.length)))
}
