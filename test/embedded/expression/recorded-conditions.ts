// What is wrong with each of these conditions, or `OK`.
// Recorded from DynamoDB Local 1.25.1, with the names and values of recorded-placeholders.ts.

export const RECORDED_CONDITIONS: readonly (readonly [expression: string, fault: string])[] = [
  [
    'a = #b and c = :b',
    'An expression attribute name used in the document path is not defined; attribute name: #b'
  ],
  [
    'a.b.c[0].#x = :a',
    'An expression attribute name used in the document path is not defined; attribute name: #x'
  ],
  [
    'b = :z and b = #z',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'c = :z and attribute_exists(a,b)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'attribute_exists(:z)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'a between :a and :z and b = #z',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'b = :z and a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'attribute_type(a, :z)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'size(a, :z) = :n',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'a between :z and :y',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  ['a in (:z, :y)', 'An expression attribute value used in expression is not defined; attribute value: :z'],
  [
    'b = :z and a < :l',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  ['abort = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a.abort = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a = :a OR abort = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['abort = #z and b = :z', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['contains(abort, :z, size(a))', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a between :z and abort', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['abort[99999999999999] = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['b = #z and abort = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  [
    'a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a and abort = :a',
    'Attribute name is a reserved keyword; reserved keyword: abort'
  ],
  [
    'abort = :a and a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a',
    'Attribute name is a reserved keyword; reserved keyword: abort'
  ],
  ['abort = :a and foo(a)', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['a = :a and abort = size(foo(b))', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['null = :a', 'Attribute name is a reserved keyword; reserved keyword: null'],
  ['a = null', 'Attribute name is a reserved keyword; reserved keyword: null'],
  ['a = true', 'Attribute name is a reserved keyword; reserved keyword: true'],
  [
    'attribute_exists(a, :a)',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2'
  ],
  [
    'attribute_exists(a, b) and c = :z',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2'
  ],
  [
    'attribute_exists(a,b) and a = a',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2'
  ],
  [
    'attribute_exists(a,b) and attribute_exists(:a)',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2'
  ],
  [
    'attribute_type(a)',
    'Incorrect number of operands for operator or function; operator or function: attribute_type, number of operands: 1'
  ],
  [
    'begins_with(a, a, a)',
    'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 3'
  ],
  [
    'size(a, b) = :a',
    'Incorrect number of operands for operator or function; operator or function: size, number of operands: 2'
  ],
  [
    'size(a, a) = :n',
    'Incorrect number of operands for operator or function; operator or function: size, number of operands: 2'
  ],
  ['a < :t', 'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL'],
  ['a < :l', 'Incorrect operand type for operator or function; operator or function: <, operand type: L'],
  [
    'a < :l and b = :z',
    'Incorrect operand type for operator or function; operator or function: <, operand type: L'
  ],
  [':l < :m', 'Incorrect operand type for operator or function; operator or function: <, operand type: L'],
  [':n < :l', 'Incorrect operand type for operator or function; operator or function: <, operand type: L'],
  ['a < :m', 'Incorrect operand type for operator or function; operator or function: <, operand type: M'],
  ['a < :nu', 'Incorrect operand type for operator or function; operator or function: <, operand type: NULL'],
  ['a < :ss', 'Incorrect operand type for operator or function; operator or function: <, operand type: SS'],
  [
    'a = :l and a < :ss and a between :n5 and :n and foo = :z',
    'Incorrect operand type for operator or function; operator or function: <, operand type: SS'
  ],
  ['a <= :ss', 'Incorrect operand type for operator or function; operator or function: <=, operand type: SS'],
  ['a > :ss', 'Incorrect operand type for operator or function; operator or function: >, operand type: SS'],
  [':ss > a', 'Incorrect operand type for operator or function; operator or function: >, operand type: SS'],
  [
    'a between :t and :t',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL'
  ],
  [
    'a between :l and :l',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L'
  ],
  [
    'a between :l and :n',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L'
  ],
  [
    'a between :n and :l',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L'
  ],
  [
    'a between a and :l',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L'
  ],
  [
    'a between :m and b',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: M'
  ],
  [
    'a between :ss and :ss',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: SS'
  ],
  [
    'attribute_type(a, :t)',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: BOOL'
  ],
  [
    'attribute_type(a, :n)',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N'
  ],
  [
    'attribute_type(a, size(b))',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N'
  ],
  [
    'begins_with(a, :l)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: L'
  ],
  [
    'begins_with(:l, a)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: L'
  ],
  [
    'begins_with(:l, :n)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: L'
  ],
  [
    'begins_with(size(a), :a)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'begins_with(a,:n) and a = a',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'begins_with(:n, a) or a between :n and :a',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'begins_with(a, size(b))',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'begins_with(:n, :l)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'size(:t)=:n',
    'Incorrect operand type for operator or function; operator or function: size, operand type: BOOL'
  ],
  [
    'size(size(a)) = :a',
    'Incorrect operand type for operator or function; operator or function: size, operand type: N'
  ],
  [
    'size(:n) = :a',
    'Incorrect operand type for operator or function; operator or function: size, operand type: N'
  ],
  [
    'size(:nu)=:n',
    'Incorrect operand type for operator or function; operator or function: size, operand type: NULL'
  ],
  ['ATTRIBUTE_EXISTS(a)', 'Invalid function name; function: ATTRIBUTE_EXISTS'],
  ['a(b)', 'Invalid function name; function: a'],
  ['abc(a)', 'Invalid function name; function: abc'],
  ['abc(a, :a)', 'Invalid function name; function: abc'],
  ['foo(a) and size(a) and abort = :a', 'Invalid function name; function: foo'],
  ['foo(abort)', 'Invalid function name; function: foo'],
  ['foo(#z)', 'Invalid function name; function: foo'],
  ['foo(a,b) and size(a)', 'Invalid function name; function: foo'],
  ['foo(a[99999999999999])', 'Invalid function name; function: foo'],
  ['attribute_exists(foo(a))', 'Invalid function name; function: foo'],
  ['foo(attribute_exists(a))', 'Invalid function name; function: foo'],
  ['foo(size(a), bar(b))', 'Invalid function name; function: foo'],
  ['a = foo(b) and size(c)', 'Invalid function name; function: foo'],
  ['size(foo(a)) = :n', 'Invalid function name; function: foo'],
  ['foo(a) = size(b)', 'Invalid function name; function: foo'],
  ['size(size(a)) = foo(b)', 'Invalid function name; function: foo'],
  ['not attribute_exists(foo(a))', 'Invalid function name; function: foo'],
  ['not_contains(a, :a)', 'Invalid function name; function: not_contains'],
  [
    'a[99999999999999999999] = :a',
    'List index is not within the allowable range; index: [99999999999999999999]'
  ],
  [
    'a[99999999999999] = :a and abort = :a',
    'List index is not within the allowable range; index: [99999999999999]'
  ],
  ['a[99999999999999] = #b', 'List index is not within the allowable range; index: [99999999999999]'],
  [
    'b = #z and a[9999999999999] = :a',
    'List index is not within the allowable range; index: [9999999999999]'
  ],
  [
    'a[9999999999999].b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a',
    'List index is not within the allowable range; index: [9999999999999]'
  ],
  [
    'a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b[9999999999999] = :a',
    'List index is not within the allowable range; index: [9999999999999]'
  ],
  ['(a) = :a', 'OK'],
  ['(a = :a)', 'OK'],
  ['a = (:a)', 'OK'],
  ['not a = :a', 'OK'],
  ['not (a = :a)', 'OK'],
  ['(not (a = :a))', 'OK'],
  ['size(a) = :a', 'OK'],
  ['size(:a) = :a', 'OK'],
  ['a in (:a,:a)', 'OK'],
  ['#a = :a', 'OK'],
  ['a = :b', 'OK'],
  ['a[1] = :a', 'OK'],
  ['a_b = :a', 'OK'],
  ['a. b = :a', 'OK'],
  ['a . b = :a', 'OK'],
  ['a [0] = :a', 'OK'],
  ['a[ 0 ] = :a', 'OK'],
  ['a<>:a', 'OK'],
  ['a\n=\t:a', 'OK'],
  ['a = :a oR b = :a AnD c = :a', 'OK'],
  [':a = :a', 'OK'],
  [':a between :a and :a', 'OK'],
  [':a in (:a, b)', 'OK'],
  ['attribute_exists (a)', 'OK'],
  ['attribute_exists( a )', 'OK'],
  ['size (a) = :a', 'OK'],
  ['a = size(b)', 'OK'],
  ['a between size(b) and size(c)', 'OK'],
  ['a in (size(b))', 'OK'],
  ['size(a) in (:a)', 'OK'],
  ['a between b and c and d = :a', 'OK'],
  ['not not a = :a', 'OK'],
  ['not not not not a = :a', 'OK'],
  ['a[0][1] = :a', 'OK'],
  ['a[0].b = :a', 'OK'],
  ['attribute_exists((a))', 'OK'],
  ['(a) between :a and :a', 'OK'],
  ['(size(a)) = :a', 'OK'],
  ['(attribute_exists(a))', 'OK'],
  ['((a = :a) and (b = :a))', 'OK'],
  ['contains(size(a), :a)', 'OK'],
  ['contains(:n, a)', 'OK'],
  ['contains(:l, a)', 'OK'],
  ['contains(:s, a)', 'OK'],
  ['contains(a, :l)', 'OK'],
  ['contains(a, :n)', 'OK'],
  ['begins_with(:a, :a)', 'OK'],
  ['contains(:a, :a)', 'OK'],
  ['attribute_type(:a, :S)', 'OK'],
  ['attribute_type(a, :S)', 'OK'],
  ['a in (:ss, :l)', 'OK'],
  ['a = :l', 'OK'],
  ['a between b and :n', 'OK'],
  ['a < size(:a)', 'OK'],
  ['size(:l)=:n', 'OK'],
  ['size(:m)=:n', 'OK'],
  ['size(:ss)=:n', 'OK'],
  ['size(:b1)=:n', 'OK'],
  [':a between a and a', 'OK'],
  ['size(a) = size(a)', 'OK'],
  ['size(a) in (size(a))', 'OK'],
  [':a <> :a', 'OK'],
  ['a in ((:a))', 'OK'],
  ['a in ((:a),(:b))', 'OK'],
  ['(a) in (:a)', 'OK'],
  ['a between (:a) and (:b)', 'OK'],
  ['(not a = :a) and (b = :b)', 'OK'],
  ['not (not a = :a)', 'OK'],
  ['a>=:a', 'OK'],
  ['a<=:a', 'OK'],
  ['a in(:a)', 'OK'],
  ['a between:a and:b', 'OK'],
  ['a between :a AND :b AND c = :a', 'OK'],
  ['nota = :a', 'OK'],
  ['not(a = :a)', 'OK'],
  ['contains = :a', 'OK'],
  ['a[0 ] = :a', 'OK'],
  ['a[0]. b = :a', 'OK'],
  ['a .b = :a', 'OK'],
  ['a.#c = :a', 'OK'],
  ['#c.b = :a', 'OK'],
  ['#c.#d = :a', 'OK'],
  ['#c[0] = :a', 'OK'],
  ['A = :a', 'OK'],
  ['aB9_ = :a', 'OK'],
  ['a_ = :a', 'OK'],
  ['a.b_c[3].D = :a', 'OK'],
  ['\ta = :a\n', 'OK'],
  ['a = :l and a <> :ss', 'OK'],
  ['contains(a, :ss)', 'OK'],
  ['size(:l) = size(:m)', 'OK'],
  [
    'attribute_exists(:a)',
    'Operator or function requires a document path; operator or function: attribute_exists'
  ],
  [
    'a = b and attribute_exists(size(a))',
    'Operator or function requires a document path; operator or function: attribute_exists'
  ],
  [
    'attribute_exists(size(a))',
    'Operator or function requires a document path; operator or function: attribute_exists'
  ],
  [
    'attribute_exists(size(a)) and b = :z',
    'Operator or function requires a document path; operator or function: attribute_exists'
  ],
  ['a =\u0000 :a', 'Syntax error; token: "\u0000", near: "=\u0000 :a"'],
  ['a\u000b= :a', 'Syntax error; token: "\u000b", near: "a\u000b="'],
  ['a\f= :a', 'Syntax error; token: "\f", near: "a\f="'],
  ['a!=:a', 'Syntax error; token: "!", near: "a!="'],
  ['"a" = :a', 'Syntax error; token: """, near: ""a"'],
  ['# = :a', 'Syntax error; token: "#", near: "# ="'],
  ['##c = :a', 'Syntax error; token: "#", near: "##c"'],
  ['#c# = :a', 'Syntax error; token: "#", near: "#c# ="'],
  ['a.b.# = :a', 'Syntax error; token: "#", near: ".# ="'],
  ['a[#c] = :a', 'Syntax error; token: "#c", near: "[#c]"'],
  ['a#c = :a', 'Syntax error; token: "#c", near: "a#c ="'],
  ['$a = :a', 'Syntax error; token: "$", near: "$a"'],
  ['a$ = :a', 'Syntax error; token: "$", near: "a$ ="'],
  ["a = 'x'", 'Syntax error; token: "\'", near: "= \'x"'],
  ["a'b = :a", 'Syntax error; token: "\'", near: "a\'b"'],
  ['#c(a)', 'Syntax error; token: "(", near: "#c(a"'],
  ['a = #c(b)', 'Syntax error; token: "(", near: "#c(b"'],
  ['a = size(a)(b)', 'Syntax error; token: "(", near: ")(b"'],
  ['a.b(c)', 'Syntax error; token: "(", near: "b(c"'],
  ['a in ()', 'Syntax error; token: ")", near: "()"'],
  ['()', 'Syntax error; token: ")", near: "()"'],
  ['size()', 'Syntax error; token: ")", near: "()"'],
  ['foo()', 'Syntax error; token: ")", near: "()"'],
  [')', 'Syntax error; token: ")", near: ")"'],
  ['a in (b,)', 'Syntax error; token: ")", near: ",)"'],
  ['a = :a)', 'Syntax error; token: ")", near: ":a)"'],
  ['a = +:a', 'Syntax error; token: "+", near: "= +:a"'],
  ['a[+1] = :a', 'Syntax error; token: "+", near: "[+1"'],
  ['a + b = :a', 'Syntax error; token: "+", near: "a + b"'],
  ['a = b + c', 'Syntax error; token: "+", near: "b + c"'],
  ['a in (,b)', 'Syntax error; token: ",", near: "(,b"'],
  ['a = :a, b = :a', 'Syntax error; token: ",", near: ":a, b"'],
  ['a, b = :a', 'Syntax error; token: ",", near: "a, b"'],
  ['a,b', 'Syntax error; token: ",", near: "a,b"'],
  ['-a = :a', 'Syntax error; token: "-", near: "-a"'],
  ['a = :a -- comment', 'Syntax error; token: "-", near: ":a --"'],
  ['a[-1] = :a', 'Syntax error; token: "-", near: "[-1"'],
  ['a - b', 'Syntax error; token: "-", near: "a - b"'],
  ['a-b = :a', 'Syntax error; token: "-", near: "a-b"'],
  ['a = b - :a', 'Syntax error; token: "-", near: "b - :a"'],
  ['(a).b = :a', 'Syntax error; token: ".", near: ").b"'],
  ['size(a).b = :a', 'Syntax error; token: ".", near: ").b"'],
  ['attribute_exists(a).b', 'Syntax error; token: ".", near: ").b"'],
  ['a..b = :a', 'Syntax error; token: ".", near: "..b"'],
  ['.a = :a', 'Syntax error; token: ".", near: ".a"'],
  ['a[1.1] = :a', 'Syntax error; token: ".", near: "1.1"'],
  ['a=:a.b', 'Syntax error; token: ".", near: ":a.b"'],
  ['a = :a.b', 'Syntax error; token: ".", near: ":a.b"'],
  ['a/*x*/ = :a', 'Syntax error; token: "/", near: "a/*"'],
  ['a.1 = :a', 'Syntax error; token: "1", near: ".1 ="'],
  ['1a = :a', 'Syntax error; token: "1", near: "1a"'],
  ['a = 1', 'Syntax error; token: "1", near: "= 1"'],
  ['a = : a', 'Syntax error; token: ":", near: "= : a"'],
  ['a = :', 'Syntax error; token: ":", near: "= :"'],
  ['a = :é', 'Syntax error; token: ":", near: "= :é"'],
  ['a[:a] = :a', 'Syntax error; token: ":a", near: "[:a]"'],
  ['begins_with(a :a)', 'Syntax error; token: ":a", near: "a :a)"'],
  ['a in :a', 'Syntax error; token: ":a", near: "in :a"'],
  [':a:b', 'Syntax error; token: ":b", near: ":a:b"'],
  ['a = :a:b', 'Syntax error; token: ":b", near: ":a:b"'],
  ['a = :a;', 'Syntax error; token: ";", near: ":a;"'],
  ['a;b', 'Syntax error; token: ";", near: "a;b"'],
  ['a =< :a', 'Syntax error; token: "<", near: "=< :a"'],
  ['   ', 'Syntax error; token: "<EOF>", near: "   "'],
  ['#a', 'Syntax error; token: "<EOF>", near: "#a"'],
  ['(', 'Syntax error; token: "<EOF>", near: "("'],
  ['a(', 'Syntax error; token: "<EOF>", near: "("'],
  ['(:a)', 'Syntax error; token: "<EOF>", near: ")"'],
  ['(#c)', 'Syntax error; token: "<EOF>", near: ")"'],
  ['a.', 'Syntax error; token: "<EOF>", near: "."'],
  ['a[0', 'Syntax error; token: "<EOF>", near: "0"'],
  ['(a = :a', 'Syntax error; token: "<EOF>", near: ":a"'],
  ['a between :a', 'Syntax error; token: "<EOF>", near: ":a"'],
  [':a', 'Syntax error; token: "<EOF>", near: ":a"'],
  ['a <', 'Syntax error; token: "<EOF>", near: "<"'],
  ['a = ', 'Syntax error; token: "<EOF>", near: "= "'],
  ['a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['size(a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['(a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['a = :a and', 'Syntax error; token: "<EOF>", near: "and"'],
  ['a between :a and', 'Syntax error; token: "<EOF>", near: "and"'],
  ['a(b', 'Syntax error; token: "<EOF>", near: "b"'],
  ['a = :a and (b', 'Syntax error; token: "<EOF>", near: "b"'],
  ['a = :a and not', 'Syntax error; token: "<EOF>", near: "not"'],
  ['not', 'Syntax error; token: "<EOF>", near: "not"'],
  ['a = :a or', 'Syntax error; token: "<EOF>", near: "or"'],
  ['true', 'Syntax error; token: "<EOF>", near: "true"'],
  ['  = :a', 'Syntax error; token: "=", near: "  = :a"'],
  ['(a = :a) = :b', 'Syntax error; token: "=", near: ") = :b"'],
  ['a< =:a', 'Syntax error; token: "=", near: "< =:a"'],
  ['= :a', 'Syntax error; token: "=", near: "= :a"'],
  ['a == :a', 'Syntax error; token: "=", near: "== :a"'],
  ['a > =:a', 'Syntax error; token: "=", near: "> =:a"'],
  ['foo(a = :a)', 'Syntax error; token: "=", near: "a = :a"'],
  ['a = b = c', 'Syntax error; token: "=", near: "b = c"'],
  ['a = (b = c)', 'Syntax error; token: "=", near: "b = c"'],
  ['a < >', 'Syntax error; token: ">", near: "< >"'],
  ['a< >:a', 'Syntax error; token: ">", near: "< >:a"'],
  ['a => :a', 'Syntax error; token: ">", near: "=> :a"'],
  ['(a)[0] = :a', 'Syntax error; token: "[", near: ")[0"'],
  ['a = :a[0]', 'Syntax error; token: "[", near: ":a[0"'],
  ['[0] = :a', 'Syntax error; token: "[", near: "[0"'],
  ['not[0] = :a', 'Syntax error; token: "[", near: "not[0"'],
  ['a\\b = :a', 'Syntax error; token: "\\", near: "a\\b"'],
  ['a[] = :a', 'Syntax error; token: "]", near: "[] ="'],
  ['__a = :a', 'Syntax error; token: "_", near: "__"'],
  ['_a = :a', 'Syntax error; token: "_", near: "_a"'],
  ['  foo a', 'Syntax error; token: "a", near: "foo a"'],
  ['(a) and b = :a', 'Syntax error; token: "and", near: ") and b"'],
  ['a and b', 'Syntax error; token: "and", near: "a and b"'],
  ['and', 'Syntax error; token: "and", near: "and"'],
  ['a = :a b  ', 'Syntax error; token: "b", near: ":a b  "'],
  ['a = :a b', 'Syntax error; token: "b", near: ":a b"'],
  ['a[b] = :a', 'Syntax error; token: "b", near: "[b]"'],
  ['a[0]b = :a', 'Syntax error; token: "b", near: "]b ="'],
  ['a b !', 'Syntax error; token: "b", near: "a b !"'],
  ['foo(a b)', 'Syntax error; token: "b", near: "a b)"'],
  ['a in b', 'Syntax error; token: "b", near: "in b"'],
  ['between', 'Syntax error; token: "between", near: "between"'],
  ['a in (b c)', 'Syntax error; token: "c", near: "b c)"'],
  ['a[1e3] = :a', 'Syntax error; token: "e3", near: "1e3]"'],
  ['in = :a', 'Syntax error; token: "in", near: "in ="'],
  ['foo(not a)', 'Syntax error; token: "not", near: "(not a"'],
  ['a or', 'Syntax error; token: "or", near: "a or"'],
  ['or a', 'Syntax error; token: "or", near: "or a"'],
  ['set a = :a', 'Syntax error; token: "set", near: "set a"'],
  ['a{b} = :a', 'Syntax error; token: "{", near: "a{b"'],
  [' a = :a', 'Syntax error; token: " ", near: " a"'],
  ['é = :a', 'Syntax error; token: "é", near: "é ="'],
  ['a = :a', 'Syntax error; token: " ", near: "a ="'],
  [
    'a between :n and :a or begins_with(:n, a)',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}'
  ],
  [
    'a between :a and :n',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}'
  ],
  [
    'size(a) between :a and :n',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}'
  ],
  [
    'a between :b2 and :b1',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=3 cap=3]}, upper bound operand: AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=3 cap=3]}'
  ],
  [
    'a between :n5 and :n',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}'
  ],
  ['', 'The expression can not be empty;'],
  ['((a = :a))', 'The expression has redundant parentheses;'],
  ['a = ((:a))', 'The expression has redundant parentheses;'],
  ['((a)) = :a', 'The expression has redundant parentheses;'],
  ['((attribute_exists(a)))', 'The expression has redundant parentheses;'],
  ['(a = :a) and ((b = :a))', 'The expression has redundant parentheses;'],
  ['(((a = :a) and (b = :a)))', 'The expression has redundant parentheses;'],
  ['not((a=:a))', 'The expression has redundant parentheses;'],
  ['((a = :z)) and foo(a) and abort = :a', 'The expression has redundant parentheses;'],
  ['foo(((abort)))', 'The expression has redundant parentheses;'],
  ['((a[99999999999999] = :a))', 'The expression has redundant parentheses;'],
  ['foo(a) and ((a = :a))', 'The expression has redundant parentheses;'],
  ['a in (((:a)))', 'The expression has redundant parentheses;'],
  ['a between ((:a)) and :b', 'The expression has redundant parentheses;'],
  ['((a)) between :a and :b', 'The expression has redundant parentheses;'],
  ['foo((a),((b)))', 'The expression has redundant parentheses;'],
  ['(foo(a)) and ((bar(b)))', 'The expression has redundant parentheses;'],
  ['((a)) = :a and b', 'The expression has redundant parentheses;'],
  [
    'a <> a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a]'
  ],
  [
    'a.b[0].#a = a.b[0].c',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b, [0], c]'
  ],
  [
    'a.b = a.b',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b]'
  ],
  [
    'a = a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]'
  ],
  [
    'a = a and attribute_exists(a,b)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]'
  ],
  [
    'a = a and begins_with(a,:n)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]'
  ],
  [
    'a between a and a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]'
  ],
  [
    'a between b and a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]'
  ],
  [
    'a between a and b',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]'
  ],
  [
    'a in (a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]'
  ],
  [
    'a in (b, a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]'
  ],
  [
    'attribute_type(a, a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: attribute_type, first operand: [a]'
  ],
  [
    'begins_with(a,a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: begins_with, first operand: [a]'
  ],
  [
    'contains(a,a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a]'
  ],
  ['if_not_exists(a, :a)', 'The function is not allowed in a condition expression; function: if_not_exists'],
  [
    'a = if_not_exists(a, :a)',
    'The function is not allowed in a condition expression; function: if_not_exists'
  ],
  ['list_append(a,b)', 'The function is not allowed in a condition expression; function: list_append'],
  ['a = list_append(b,c)', 'The function is not allowed in a condition expression; function: list_append'],
  [
    'attribute_exists(a) = :a',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'begins_with(attribute_exists(a), :a)',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'attribute_exists(a) between :a and :a',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'attribute_exists(attribute_exists(a))',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'contains(attribute_exists(a),:a)',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'attribute_exists(attribute_exists(a), b)',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'attribute_exists(a) = foo(b)',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'attribute_exists(abort) = :a',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'a between attribute_exists(b) and foo(c)',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'a in (attribute_exists(b), foo(c))',
    'The function is not allowed to be used this way in an expression; function: attribute_exists'
  ],
  [
    'begins_with(a, begins_with(a, :a))',
    'The function is not allowed to be used this way in an expression; function: begins_with'
  ],
  [
    'contains(size(a), contains(a, :a))',
    'The function is not allowed to be used this way in an expression; function: contains'
  ],
  ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
  ['not size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
  [
    'size(a) and abort = #z',
    'The function is not allowed to be used this way in an expression; function: size'
  ],
  ['size(a) and foo(b)', 'The function is not allowed to be used this way in an expression; function: size'],
  ['size(a,b)', 'The function is not allowed to be used this way in an expression; function: size'],
  ['size(abort)', 'The function is not allowed to be used this way in an expression; function: size']
]
