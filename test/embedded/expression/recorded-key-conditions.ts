// What is wrong with each of these key conditions before a table is seen, or `OK`.
// Recorded from DynamoDB Local 1.25.1, with the names and values of recorded-placeholders.ts.

export const RECORDED_KEY_CONDITIONS: readonly (readonly [expression: string, fault: string])[] = [
  [
    'pk = :a and sk = :z',
    'An expression attribute value used in expression is not defined; attribute value: :z'
  ],
  ['pk = :a and abort = :b', 'Attribute name is a reserved keyword; reserved keyword: abort'],
  [
    'pk = :a and sk > :l',
    'Incorrect operand type for operator or function; operator or function: >, operand type: L'
  ],
  [
    'pk = :a and sk > :ss',
    'Incorrect operand type for operator or function; operator or function: >, operand type: SS'
  ],
  [
    'pk = :a and begins_with(sk,:n)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N'
  ],
  [
    'pk = :a and :b between sk and :a',
    'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand'
  ],
  ['pk = sk', 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'],
  [
    'pk = :a and sk = pk',
    'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'
  ],
  [':a = :a', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
  ['pk = :a and :b = :a', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
  [
    'pk = :a and begins_with(:b,sk)',
    'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand'
  ],
  [
    'pk = :a and begins_with(:b,:a)',
    'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand'
  ],
  ['pk = :a and foo(sk)', 'Invalid function name; function: foo'],
  ['pk <> :a', 'Invalid operator used in KeyConditionExpression: <>'],
  ['pk = :a and sk <> :b', 'Invalid operator used in KeyConditionExpression: <>'],
  ['pk in (:a)', 'Invalid operator used in KeyConditionExpression: IN'],
  ['pk = :a and sk in (:a)', 'Invalid operator used in KeyConditionExpression: IN'],
  ['not pk = :a', 'Invalid operator used in KeyConditionExpression: NOT'],
  ['pk = :a and not sk = :b', 'Invalid operator used in KeyConditionExpression: NOT'],
  ['not contains(pk, :a)', 'Invalid operator used in KeyConditionExpression: NOT'],
  ['pk = :a or sk = :b', 'Invalid operator used in KeyConditionExpression: OR'],
  ['pk = :a and sk > :a or sk > :b', 'Invalid operator used in KeyConditionExpression: OR'],
  ['pk = :a and (sk = :b or sk = :a)', 'Invalid operator used in KeyConditionExpression: OR'],
  ['attribute_exists(pk)', 'Invalid operator used in KeyConditionExpression: attribute_exists'],
  ['pk = :a and attribute_exists(sk)', 'Invalid operator used in KeyConditionExpression: attribute_exists'],
  ['attribute_not_exists(pk)', 'Invalid operator used in KeyConditionExpression: attribute_not_exists'],
  ['contains(pk,:a)', 'Invalid operator used in KeyConditionExpression: contains'],
  ['size(pk) = :a', 'KeyConditionExpressions cannot contain nested operations'],
  ['pk = size(:a)', 'KeyConditionExpressions cannot contain nested operations'],
  ['pk = :a and size(sk) = :n', 'KeyConditionExpressions cannot contain nested operations'],
  ['pk = :a and pk = :b', 'KeyConditionExpressions must only contain one condition per key'],
  ['pk = :a and sk > :a and sk < :b', 'KeyConditionExpressions must only contain one condition per key'],
  ['pk = :a and (sk > :a and sk < :b)', 'KeyConditionExpressions must only contain one condition per key'],
  ['pk = :a', 'OK'],
  ['(pk = :a) and (sk = :b)', 'OK'],
  [':a = pk', 'OK'],
  ['sk = :a', 'OK'],
  ['x = :a', 'OK'],
  ['pk = :a and x = :b', 'OK'],
  ['pk > :a', 'OK'],
  ['pk between :a and :b', 'OK'],
  ['begins_with(pk,:a)', 'OK'],
  ['pk = :a and begins_with(sk,:b)', 'OK'],
  ['pk = :a and sk between :a and :b', 'OK'],
  ['pk = :n', 'OK'],
  ['pk = :a and sk = :n', 'OK'],
  ['pk = :l', 'OK'],
  ['pk = :a and sk between :n and :n5', 'OK'],
  ['pk = :a and :b < sk', 'OK'],
  ['pk = :a and :b <= sk', 'OK'],
  ['sk = :b and pk = :a', 'OK'],
  ['pk = :t', 'OK'],
  ['x = :a and y = :b', 'OK'],
  ['#a = :a', 'OK'],
  ['pk = :a and sk = :b', 'OK'],
  ['pk', 'Syntax error; token: "<EOF>", near: "pk"'],
  [
    'pk = :a and sk between :n and :a',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}'
  ],
  [
    'pk = :a and sk between :b and :a',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}'
  ],
  ['', 'The expression can not be empty;'],
  ['((pk = :a))', 'The expression has redundant parentheses;'],
  ['((pk = :a)) and sk = :b', 'The expression has redundant parentheses;'],
  [
    'pk = pk',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [pk]'
  ],
  [
    'pk = :a and sk between sk and :b',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [sk]'
  ],
  ['if_not_exists(a, :a)', 'The function is not allowed in a condition expression; function: if_not_exists'],
  ['a = list_append(b,c)', 'The function is not allowed in a condition expression; function: list_append']
]
