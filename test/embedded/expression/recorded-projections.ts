// What is wrong with each of these projections, or `OK`.
// Recorded from DynamoDB Local 1.25.1, with the names and values of recorded-placeholders.ts.

export const RECORDED_PROJECTIONS: readonly (readonly [expression: string, fault: string])[] = [
  ['#y, #z', 'An expression attribute name used in the document path is not defined; attribute name: #z'],
  ['a, a, #z', 'An expression attribute name used in the document path is not defined; attribute name: #z'],
  [
    'a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b, #z',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  ['abort', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a, abort', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['abort, a[99999999999]', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a[99999999999], abort', 'List index is not within the allowable range; index: [99999999999]'],
  ['a', 'OK'],
  [' a , b ', 'OK'],
  ['a[0],a[1]', 'OK'],
  ['a[0].b, a[0].c', 'OK'],
  ['#a', 'OK'],
  ['l[2], l[0]', 'OK'],
  ['l[3].y, l[1]', 'OK'],
  ['l[3].x, l[3].y', 'OK'],
  ['l[4][1]', 'OK'],
  ['l[9]', 'OK'],
  ['m.y.z', 'OK'],
  ['m.q', 'OK'],
  ['m.y.w[1], m.x', 'OK'],
  ['l.x', 'OK'],
  ['m[0]', 'OK'],
  ['e', 'OK'],
  ['e.x', 'OK'],
  ['el[0]', 'OK'],
  ['pk, m.x, nope', 'OK'],
  ['(a)', 'Syntax error; token: "(", near: "(a"'],
  ['a(b)', 'Syntax error; token: "(", near: "a(b"'],
  ['size(a)', 'Syntax error; token: "(", near: "size(a"'],
  ['a,,b', 'Syntax error; token: ",", near: ",,b"'],
  [',a', 'Syntax error; token: ",", near: ",a"'],
  [':a', 'Syntax error; token: ":a", near: ":a"'],
  ['a; b', 'Syntax error; token: ";", near: "a; b"'],
  [' ', 'Syntax error; token: "<EOF>", near: " "'],
  ['a,', 'Syntax error; token: "<EOF>", near: ","'],
  ['a.', 'Syntax error; token: "<EOF>", near: "."'],
  ['a[0', 'Syntax error; token: "<EOF>", near: "0"'],
  ['a[', 'Syntax error; token: "<EOF>", near: "["'],
  ['a = b', 'Syntax error; token: "=", near: "a = b"'],
  ['a a', 'Syntax error; token: "a", near: "a a"'],
  ['and', 'Syntax error; token: "and", near: "and"'],
  ['a[b]', 'Syntax error; token: "b", near: "[b]"'],
  ['a b', 'Syntax error; token: "b", near: "a b"'],
  ['a.between', 'Syntax error; token: "between", near: ".between"'],
  ['in', 'Syntax error; token: "in", near: "in"'],
  ['not', 'Syntax error; token: "not", near: "not"'],
  ['a or b', 'Syntax error; token: "or", near: "a or b"'],
  ['a.set', 'Syntax error; token: "set", near: ".set"'],
  ['set', 'Syntax error; token: "set", near: "set"'],
  [
    '#z, a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b',
    'The document path has too many nesting levels; nesting levels: 34'
  ],
  [
    'a,a, b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b',
    'The document path has too many nesting levels; nesting levels: 34'
  ],
  ['', 'The expression can not be empty;'],
  [
    'a[0], a.b',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]'
  ],
  [
    'a.b,a[0]',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]'
  ],
  [
    'c, c, a.b, a[0]',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]'
  ],
  [
    'a[0],a[0]',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, [0]]'
  ],
  [
    'a.b.c.d, a.b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b, c, d], path two: [a, b]'
  ],
  [
    'a.b, a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]'
  ],
  [
    'a.b, a.c, a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a]'
  ],
  [
    'a, a.b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]'
  ],
  [
    'a, a.b, a.c',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, c]'
  ],
  [
    'a,a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    '#z, a, a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'a, a, b, b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b]'
  ],
  [
    'a.b, a[0], c, c',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c], path two: [c]'
  ]
]
