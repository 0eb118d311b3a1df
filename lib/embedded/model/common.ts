// Shapes that several operations share. Orders and enumerations are the service's own, as its errors print them.
import {
  attribute,
  list,
  type Member,
  map,
  oneOf,
  required,
  type ScalarShape,
  string,
  text
} from './shape.js'

const NAME_PATTERN = '[a-zA-Z0-9_.-]+'

export const nameConstraints = { pattern: NAME_PATTERN, min: 3, max: 255 }

/** As the operations on items take it. */
const tableName: ScalarShape = { kind: 'string', table: true, ...nameConstraints }

/** As the operations on tables take it: its absence and its length have errors of their own. */
export const tableParameter: Member = {
  shape: tableName,
  required: 'parameter'
}

export const indexName = text(nameConstraints)

export const item = map(attribute)

export const returnConsumedCapacity = oneOf('INDEXES', 'TOTAL', 'NONE')
export const returnItemCollectionMetrics = oneOf('SIZE', 'NONE')
export const returnValues = oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW')
export const returnValuesOnConditionCheckFailure = oneOf('ALL_OLD', 'NONE')
export const conditionalOperator = oneOf('OR', 'AND')
export const comparisonOperator = oneOf(
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS'
)

export const attributesToGet = list(string, { min: 1, max: 255 })
export const expressionAttributeNames = map(string)
export const expressionAttributeValues = map(attribute)

export const requiredTableName = required(tableName)
export const requiredItem = required(item)
