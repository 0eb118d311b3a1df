// What is wrong with each of these updates before an item is seen, or `OK`.
// Recorded from DynamoDB Local 1.25.1, with the names and values of recorded-placeholders.ts.

export const RECORDED_UPDATES: readonly (readonly [expression: string, fault: string])[] = [
  ['set a = #b', 'An expression attribute name used in the document path is not defined; attribute name: #b'],
  [
    'set a = #y + #z',
    'An expression attribute name used in the document path is not defined; attribute name: #y'
  ],
  [
    'remove #z, #y',
    'An expression attribute name used in the document path is not defined; attribute name: #y'
  ],
  [
    'remove a, #y, a',
    'An expression attribute name used in the document path is not defined; attribute name: #y'
  ],
  [
    'set a = :z, b = #z',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  [
    'set #z = :z',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  [
    'set a = #z, #z = :n',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  [
    'set #z = :n, a = :z',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  [
    'set #y = :n, #z = :n',
    'An expression attribute name used in the document path is not defined; attribute name: #z'
  ],
  ['set a = :y + :z', 'An expression attribute value used in expression is not defined; attribute value: :y'],
  [
    'set b = #z, a = :z',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  ['set a = :z + #z', 'An expression attribute value used in expression is not defined; attribute value: :z'],
  [
    'set a = a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b, b = :z',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'set a = if_not_exists(:z)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'set a = if_not_exists(a, :z)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'set a = if_not_exists(b, :z, c)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  [
    'set a = list_append(:n, :z)',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  ['set a = :a + :z', 'An expression attribute value used in expression is not defined; attribute value: :z'],
  ['set abort = :a', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['set a = abort', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['set abort = foo(a)', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['set a = b set abort = c', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  ['set abort = b[9999999999999]', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  [
    'set a = if_not_exists(a)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1'
  ],
  [
    'delete a :a set c = if_not_exists(d)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1'
  ],
  [
    'set a = if_not_exists(:a)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1'
  ],
  [
    'set a = if_not_exists(b, c, d)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 3'
  ],
  [
    'set a = list_append(a)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1'
  ],
  [
    'set a = list_append(b)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1'
  ],
  [
    'set a = list_append(b, c, d)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 3'
  ],
  [
    'set a = :l + :n',
    'Incorrect operand type for operator or function; operator or function: +, operand type: L'
  ],
  [
    'set a = :n + :l, b = :l + :n',
    'Incorrect operand type for operator or function; operator or function: +, operand type: L'
  ],
  [
    'set a = :l + :m',
    'Incorrect operand type for operator or function; operator or function: +, operand type: L'
  ],
  [
    'set a = :a + :a',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S'
  ],
  [
    'set a = if_not_exists(a, :a) + :a',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S'
  ],
  [
    'set a = (b + :a)',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S'
  ],
  [
    'set a = (b) + (:a)',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S'
  ],
  [
    'set a = :n - :l',
    'Incorrect operand type for operator or function; operator or function: -, operand type: L'
  ],
  [
    'set a = list_append(b, :n)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: N'
  ],
  [
    'set a = list_append(:a, :a)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S'
  ],
  [
    'set a = list_append(:a, :n)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S'
  ],
  [
    'set a = list_append(:ss, b)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: SS'
  ],
  [
    'add a :t',
    'Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'add a :l',
    'Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'add a :a, b :l',
    'Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'add a :m',
    'Incorrect operand type for operator or function; operator: ADD, operand type: MAP, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'SET a = :a remove b add c :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'add a :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'add a[0] :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'set a = :a delete b :a remove c add d :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'set b = list_append(:a, a), c = if_not_exists(a) add a.b :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'delete a :a add b :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'set a = :a + :b add c :a',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND'
  ],
  [
    'delete a :l',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: LIST, typeSet: ALLOWED_FOR_DELETE_OPERAND'
  ],
  [
    'delete a :n',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND'
  ],
  [
    'delete a :a',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND'
  ],
  [
    'add b :a delete a :a',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND'
  ],
  [
    'set c = if_not_exists(d) delete a :a',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND'
  ],
  ['set a = foo(:a)', 'Invalid function name; function: foo'],
  ['set a = foo(a), abort = b', 'Invalid function name; function: foo'],
  ['set a = foo(abort)', 'Invalid function name; function: foo'],
  ['set a = b set c = foo(d)', 'Invalid function name; function: foo'],
  ['set a = #z, b = foo(a)', 'Invalid function name; function: foo'],
  ['set a = foo(d), c = size(b)', 'Invalid function name; function: foo'],
  ['add a[9999999999999] :n', 'List index is not within the allowable range; index: [9999999999999]'],
  ['set a[9999999999999] = abort', 'List index is not within the allowable range; index: [9999999999999]'],
  ['set a = :a', 'OK'],
  ['set a = (:a)', 'OK'],
  ['set a = b', 'OK'],
  ['set a = a', 'OK'],
  ['set a = b - c', 'OK'],
  ['set a = list_append(l, l)', 'OK'],
  ['set a = :b', 'OK'],
  ['set #a = :a', 'OK'],
  ['remove a', 'OK'],
  ['remove a, b[1], b[2]', 'OK'],
  ['set pk = :a', 'OK'],
  ['set a = list_append(l, if_not_exists(m, :a))', 'OK'],
  ['set a = if_not_exists(a.b, :a)', 'OK'],
  ['set a = if_not_exists(b, c) + if_not_exists(d, e)', 'OK'],
  ['set a = list_append((l),(l))', 'OK'],
  ['set a = (list_append(l,l))', 'OK'],
  ['set a = if_not_exists((a), (:a))', 'OK'],
  ['set a = list_append(if_not_exists(b, :l), :l)', 'OK'],
  ['set a = if_not_exists(b, if_not_exists(c, :a))', 'OK'],
  ['set a = if_not_exists(b, :n) + if_not_exists(c, :n)', 'OK'],
  ['set a = a + a', 'OK'],
  ['set a = list_append(b, b)', 'OK'],
  ['set a = b - b', 'OK'],
  ['add a :ss', 'OK'],
  ['set a = :a, b = c, d = e remove f, g add h :n, i :ss delete j :ss, k :ss', 'OK'],
  ['SET a=:a REMOVE b ADD c :n DELETE d :ss', 'OK'],
  ['DELETE a :ss SET b = :a', 'OK'],
  ['set a.b.c = :a, a.b.d = :b', 'OK'],
  ['set a[0] = :a, a[1] = :b', 'OK'],
  ['set a = b, c = a', 'OK'],
  ['set a = ((:n) + (:n5))', 'OK'],
  ['set a = b[0]', 'OK'],
  ['set a = #c', 'OK'],
  ['set #c.#d[0] = #e', 'OK'],
  ['set a = foo', 'OK'],
  ['remove a[0].b, c.d', 'OK'],
  ['set a = if_not_exists(a, :a) + b', 'OK'],
  ['set a = if_not_exists(a, :a) + :n', 'OK'],
  ['set a = list_append(if_not_exists(b, :n), c)', 'OK'],
  ['set a = if_not_exists(a, if_not_exists(b, :a)) + b', 'OK'],
  [
    'set a = if_not_exists(:a, :a)',
    'Operator or function requires a document path; operator or function: if_not_exists'
  ],
  [
    'set a = if_not_exists(if_not_exists(a, b), c)',
    'Operator or function requires a document path; operator or function: if_not_exists'
  ],
  ['add a (:a)', 'Syntax error; token: "(", near: "a (:a"'],
  ['set a() = b', 'Syntax error; token: "(", near: "a()"'],
  ['set foo(a) = b', 'Syntax error; token: "(", near: "foo(a"'],
  ['remove (a)', 'Syntax error; token: "(", near: "remove (a"'],
  ['set (a) = :a', 'Syntax error; token: "(", near: "set (a"'],
  ['set (a = :n)', 'Syntax error; token: "(", near: "set (a"'],
  ['remove size(a)', 'Syntax error; token: "(", near: "size(a"'],
  ['set a = list_append()', 'Syntax error; token: ")", near: "()"'],
  ['set a = :n)', 'Syntax error; token: ")", near: ":n)"'],
  ['set a = :a * :a', 'Syntax error; token: "*", near: ":a * :a"'],
  ['set a = (:a + b) + :a', 'Syntax error; token: "+", near: ") + :a"'],
  ['set a = :a + :b + :n', 'Syntax error; token: "+", near: ":b + :n"'],
  ['add a :n + :n', 'Syntax error; token: "+", near: ":n + :n"'],
  ['set a += :a', 'Syntax error; token: "+", near: "a +="'],
  ['set a = :a + b + :a', 'Syntax error; token: "+", near: "b + :a"'],
  ['set a = list_append(b + c, d)', 'Syntax error; token: "+", near: "b + c"'],
  ['set a = if_not_exists(b, c + d)', 'Syntax error; token: "+", near: "c + d"'],
  ['set a = :a,, b = :a', 'Syntax error; token: ",", near: ",, b"'],
  ['set a, b = c', 'Syntax error; token: ",", near: "a, b"'],
  ['add a,', 'Syntax error; token: ",", near: "a,"'],
  ['set ,a = :a', 'Syntax error; token: ",", near: "set ,a"'],
  ['set a = (:n + :n5) - :n', 'Syntax error; token: "-", near: ") - :n"'],
  ['set a = :n + (:n5 - :n)', 'Syntax error; token: "-", near: ":n5 - :n"'],
  ['set a = - :a', 'Syntax error; token: "-", near: "= - :a"'],
  ['set a = -1', 'Syntax error; token: "-", near: "= -1"'],
  ['set a = (b).c', 'Syntax error; token: ".", near: ").c"'],
  ['set a = :a :a', 'Syntax error; token: ":a", near: ":a :a"'],
  ['set a :a', 'Syntax error; token: ":a", near: "a :a"'],
  ['SET a :a', 'Syntax error; token: ":a", near: "a :a"'],
  ['remove :a', 'Syntax error; token: ":a", near: "remove :a"'],
  ['set :a = b', 'Syntax error; token: ":a", near: "set :a ="'],
  ['set a = b < c', 'Syntax error; token: "<", near: "b < c"'],
  ['set a <> b', 'Syntax error; token: "<>", near: "a <> b"'],
  [' ', 'Syntax error; token: "<EOF>", near: " "'],
  ['set a = foo(', 'Syntax error; token: "<EOF>", near: "("'],
  ['set a = :a,', 'Syntax error; token: "<EOF>", near: ","'],
  ['set a=:a,', 'Syntax error; token: "<EOF>", near: ","'],
  ['set a=b,', 'Syntax error; token: "<EOF>", near: ","'],
  ['set a = foo(a,', 'Syntax error; token: "<EOF>", near: ","'],
  ['add a :n,', 'Syntax error; token: "<EOF>", near: ","'],
  ['set a = (:n', 'Syntax error; token: "<EOF>", near: ":n"'],
  ['set a=', 'Syntax error; token: "<EOF>", near: "="'],
  ['SET a = :a ADD', 'Syntax error; token: "<EOF>", near: "ADD"'],
  ['set a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['add a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['delete a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['set a = foo(a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['add a :a, b', 'Syntax error; token: "<EOF>", near: "b"'],
  ['set a = :a remove', 'Syntax error; token: "<EOF>", near: "remove"'],
  ['remove', 'Syntax error; token: "<EOF>", near: "remove"'],
  ['set', 'Syntax error; token: "<EOF>", near: "set"'],
  ['set a == b', 'Syntax error; token: "=", near: "== b"'],
  ['delete a = :a', 'Syntax error; token: "=", near: "a = :a"'],
  ['add a = :a', 'Syntax error; token: "=", near: "a = :a"'],
  ['remove a = b', 'Syntax error; token: "=", near: "a = b"'],
  ['set a = b = :a', 'Syntax error; token: "=", near: "b = :a"'],
  ['set a = (b)[0]', 'Syntax error; token: "[", near: ")[0"'],
  ['a = :a', 'Syntax error; token: "a", near: "a ="'],
  ['a', 'Syntax error; token: "a", near: "a"'],
  ['set a.add = :a', 'Syntax error; token: "add", near: ".add ="'],
  ['set add = :a', 'Syntax error; token: "add", near: "set add ="'],
  ['set a = :a and b = :a', 'Syntax error; token: "and", near: ":a and b"'],
  ['set a = b and', 'Syntax error; token: "and", near: "b and"'],
  ['add a :n b :n', 'Syntax error; token: "b", near: ":n b :n"'],
  ['remove a b', 'Syntax error; token: "b", near: "a b"'],
  ['add a b', 'Syntax error; token: "b", near: "a b"'],
  ['delete a b', 'Syntax error; token: "b", near: "a b"'],
  ['add abort b', 'Syntax error; token: "b", near: "abort b"'],
  ['set a = b between c and d', 'Syntax error; token: "between", near: "b between c"'],
  ['set a = b c = d', 'Syntax error; token: "c", near: "b c ="'],
  ['set delete.a = :a', 'Syntax error; token: "delete", near: "set delete."'],
  ['foo a', 'Syntax error; token: "foo", near: "foo a"'],
  ['add a if_not_exists(b, :n)', 'Syntax error; token: "if_not_exists", near: "a if_not_exists("'],
  ['delete a if_not_exists(b)', 'Syntax error; token: "if_not_exists", near: "a if_not_exists("'],
  ['set a = b in (c)', 'Syntax error; token: "in", near: "b in ("'],
  ['set a = not b', 'Syntax error; token: "not", near: "= not b"'],
  ['set a = remove', 'Syntax error; token: "remove", near: "= remove"'],
  ['set remove', 'Syntax error; token: "remove", near: "set remove"'],
  ['set a = set', 'Syntax error; token: "set", near: "= set"'],
  ['set a set b = c', 'Syntax error; token: "set", near: "a set b"'],
  ['remove set', 'Syntax error; token: "set", near: "remove set"'],
  ['set set = :a', 'Syntax error; token: "set", near: "set set ="'],
  ['set set', 'Syntax error; token: "set", near: "set set"'],
  ['set a = :a add b :a add c :a', 'The "ADD" section can only be used once in an update expression;'],
  ['remove a remove b', 'The "REMOVE" section can only be used once in an update expression;'],
  ['set a = :a set b = :a', 'The "SET" section can only be used once in an update expression;'],
  ['set a = #z set b = c', 'The "SET" section can only be used once in an update expression;'],
  ['set a = :n + :n set b = c', 'The "SET" section can only be used once in an update expression;'],
  [
    'set a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a',
    'The document path has too many nesting levels; nesting levels: 33'
  ],
  [
    'set a = :z, a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b = :a',
    'The document path has too many nesting levels; nesting levels: 33'
  ],
  [
    'set b = :z, a = a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b',
    'The document path has too many nesting levels; nesting levels: 33'
  ],
  ['', 'The expression can not be empty;'],
  ['set a = ((:a))', 'The expression has redundant parentheses;'],
  ['set a = ((b + :a))', 'The expression has redundant parentheses;'],
  ['set a = ((list_append(l,l)))', 'The expression has redundant parentheses;'],
  ['set a = ((b)), abort = c', 'The expression has redundant parentheses;'],
  ['set a = ((b)) set c = d', 'The expression has redundant parentheses;'],
  ['set a = foo(((b)))', 'The expression has redundant parentheses;'],
  [
    'set a = if_not_exists(a, a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [a]'
  ],
  [
    'set a = if_not_exists(b, b)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [b]'
  ],
  [
    'set a = attribute_exists(a)',
    'The function is not allowed in an update expression; function: attribute_exists'
  ],
  ['set a = begins_with(a,:a)', 'The function is not allowed in an update expression; function: begins_with'],
  ['set a = contains(a, :a)', 'The function is not allowed in an update expression; function: contains'],
  ['set a = size(a)', 'The function is not allowed in an update expression; function: size'],
  ['set a = size(b), c = foo(d)', 'The function is not allowed in an update expression; function: size'],
  [
    'set a = if_not_exists(b, size(d))',
    'The function is not allowed in an update expression; function: size'
  ],
  [
    'set a = :a, b = if_not_exists(b, list_append(:a, :a))',
    'The function is not allowed to be used this way in an expression; function: list_append'
  ],
  [
    'set a = list_append(b, list_append(c, d))',
    'The function is not allowed to be used this way in an expression; function: list_append'
  ],
  [
    'set a = list_append(b, c) + :n',
    'The function is not allowed to be used this way in an expression; function: list_append'
  ],
  [
    'set a = b + list_append(c, d)',
    'The function is not allowed to be used this way in an expression; function: list_append'
  ],
  [
    'set a = if_not_exists(b, list_append(c, d))',
    'The function is not allowed to be used this way in an expression; function: list_append'
  ],
  [
    'set a[1] = :a, a.b = :a',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, b]'
  ],
  [
    'set a[1] = b remove a.#c',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, c]'
  ],
  [
    'set e = f, e = g, a.b = c, a[1] = d',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]'
  ],
  [
    'set a.b = c, a[1] = if_not_exists(a)',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]'
  ],
  [
    'remove a.#c set a[1] = #d',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a, [1]]'
  ],
  [
    'set a.b = x, a.c = y, a[1] = z',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a, [1]]'
  ],
  [
    'remove b[1], b.c',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [b, [1]], path two: [b, c]'
  ],
  [
    'set a.b = :a, a = :a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]'
  ],
  [
    'set a.b = x, a.c = y, a = z',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a]'
  ],
  [
    'set a = x, a.b = y, a.c = z',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, c]'
  ],
  [
    'set a.b = x, a = y, a.c = z',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, c]'
  ],
  [
    'set a = :a, a = :a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'remove a, a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'set a = :a remove a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'set a = b, a = :z',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'set a = :z, a = b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'set a = b, a = if_not_exists(a)',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'delete a :ss add a :n',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'remove a add a :n',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'add a :n remove a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'delete a :ss set a = b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ],
  [
    'set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a)',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c, [1], a], path two: [c]'
  ],
  [
    'set #c = :a, #c = :b',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c], path two: [c]'
  ],
  [
    'set a = b, a = c, d = e, d = f',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [d], path two: [d]'
  ],
  [
    'set a.b = c, a[1] = d, e = f, e = g',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [e], path two: [e]'
  ]
]
