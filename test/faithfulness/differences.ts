// Where the engine answers otherwise than DynamoDB Local 1.25.1, or than dynalite 4.0, knowingly: each entry with the
// page of AWS that decides it. Where AWS documents no text, dynalite's recordings of the service do.
import { isDeepStrictEqual } from 'node:util'
import type { Request } from './pair.js'

export interface Answers {
  readonly request: Request
  /** Canonical answers: see compare.ts. */
  readonly reference: unknown
  readonly engine: unknown
}

export interface KnownDifference {
  readonly what: string
  readonly because: string
  readonly applies: (answers: Answers) => boolean
}

const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide'
const API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference'

// Answers of the service in 2026, region by region.
const RECORDINGS = 'https://github.com/paritysuite/dynamodb-conformance'

const CONSTRAINTS = /^\d+ validation errors? detected: /
const EXPRESSIONS = /^(Invalid \w+Expression: |ExpressionAttribute|Value provided in ExpressionAttribute)/

/** Texts that Local words in its own way, before those of the service. */
const WORDINGS: readonly (readonly [reference: RegExp, engine: RegExp])[] = [
  [/^Cannot do operations on a non-existent table$/, /^Requested resource not found/],
  [
    /^The number of conditions on the keys is invalid$/,
    /^The provided key element does not match the schema$/
  ],
  [
    /^One of the required keys was not given a value$/,
    /^(The provided key element does not match|One or more parameter values were invalid: Missing the key)/
  ],
  [
    /^(Invalid attribute value type|Type mismatch for attribute to update)$/,
    /^(The provided key element does not match the schema|One or more parameter values were invalid: Type mismatch for)/
  ],
  [
    /^One or more parameter values were invalid: Type mismatch for (key|Index Key)$/,
    /^(The provided key element does not match the schema|One or more parameter values were invalid: Type mismatch for)/
  ],
  [
    /^Hash primary key values must be under 2048 bytes/,
    /^One or more parameter values were invalid: Size of (hash|range)key has exceeded/
  ],
  [
    /^A value provided cannot be converted into a number$/,
    /^(The parameter cannot be converted to a numeric value|Number (over|under)flow\.)/
  ],
  [
    /^DynamoDB only supports precision up to 38 digits$/,
    /^(Attempting to store more than 38 significant digits|Number (over|under)flow\.)/
  ],
  [
    /^The provided starting key does not match the range key predicate$/,
    /^(The provided starting key is outside query boundaries|The query can return at most one row)/
  ],
  [
    /^(Exclusive Start Key must have same size as table's key schema|Type mismatch for attribute to update)$/,
    /^The provided starting key is invalid/
  ],
  [/^Query condition missed key schema element$/, /^Query condition missed key schema element: /],
  [
    /^Consistent read cannot be true when (querying|scanning) a GSI$/,
    /^Consistent reads are not supported on global secondary indexes$/
  ],
  [/^Return values set to invalid value$/, /^ReturnValues can only be ALL_OLD or NONE$/],
  [
    /^If segment is specified, total segment must also be specified$/,
    /^The TotalSegments parameter is required/
  ],
  [/^Invalid attribute value type$/, /secondary index key to unsupported type$/],
  [/^If total segments is specified,/, /^The Segment parameter is required/],
  [
    /^KeyConditionExpressions cannot contain nested operations$/,
    /^Invalid (condition|operator used) in KeyConditionExpression/
  ],
  [
    /^(Query key condition not supported|Only scalar types can be used as (Hash|Range) Key values)$/,
    /^Attempted conditional constraint is not an indexable operation$/
  ],
  [
    /^Key attributes must be scalars; .* Key: /,
    /^KeyConditionExpressions cannot have conditions on nested attributes$/
  ],
  [
    /action (with value )?is not supported for the type [A-Z]{2,}$/,
    /action (with value )?is not supported for the type (S|N|B|L|M|BOOL|NULL)$/
  ],
  [
    /^Member must satisfy enum value set: \[ADD, DELETE, PUT\]$/,
    /Only DELETE action is allowed when no attribute value is specified$/
  ],
  [
    /Input collection .*contains duplicates\.?( for key :\w+)?$/,
    /Input collection .*contains duplicates\.( for key :\w+)?$/
  ],
  [
    /^ExpressionAttributeValues contains invalid value: (A value provided cannot be|DynamoDB only supports)/,
    /^ExpressionAttributeValues contains invalid value: (The parameter cannot be|Attempting to store)/
  ],
  [/Invalid attribute type name found; type: /, /Invalid attribute type name found; type: /],
  [/^$/, /^The provided client token is already in use/],
  [
    /^Updates on index keys must be of the same data type as the key attribute$/,
    /(Type mismatch for Index Key \w+ |action (with value )?is not supported for the type )/
  ],
  [/^Cannot have two attributes with the same name$/, /Duplicate value in attribute name: /]
]

const EMPTY_BATCH: KnownDifference = {
  what: 'A batch of nothing has a text of its own where that is the only fault',
  because: RECORDINGS,
  applies: ({ reference, engine }) =>
    errorOf(reference) !== undefined &&
    /^The requestItems parameter is required for|Value at 'RequestItems' failed/.test(messageOf(engine))
}

/** What is wrong with a condition of the parameters from before expressions. */
const LEGACY_CONDITION =
  /^(One or more parameter values were invalid: )?(AttributeValues inside AttributeValueList must|ComparisonOperator \w+ is not valid for|Invalid number of argument|The BETWEEN condition was provided a range|ConditionalOperator can|.* for Attribute: )/

/** Members that Local does not check, or not at all times. */
const UNCHECKED = /'return(ItemCollectionMetrics|ConsumedCapacity)'|update\.updateExpression'/

export const KNOWN_DIFFERENCES_FROM_LOCAL: readonly KnownDifference[] = [
  {
    what: 'InternalFailure (500) for input that Local does not expect',
    because: `${GUIDE}/Programming.Errors.html`,
    applies: ({ reference }) => errorOf(reference) === 'InternalFailure'
  },
  {
    what: 'Constraints on members: the service checks them first, and all in one text',
    because: `${API}/CommonErrors.html`,
    applies: ({ reference, engine }) =>
      CONSTRAINTS.test(messageOf(engine)) &&
      (errorOf(reference) !== undefined || UNCHECKED.test(messageOf(engine)))
  },
  {
    what: "Wordings of Local's own",
    because: `${GUIDE}/Programming.Errors.html`,
    applies: ({ reference, engine }) =>
      WORDINGS.some(([left, right]) => left.test(messageOf(reference)) && right.test(messageOf(engine)))
  },
  {
    what: 'Expressions are checked before the table is looked at: Local looks at table and keys first',
    because: `${GUIDE}/Expressions.html`,
    applies: ({ reference, engine }) =>
      EXPRESSIONS.test(messageOf(engine)) && WORDINGS.some(([left]) => left.test(messageOf(reference)))
  },
  {
    what: 'Which of several faults comes first: dynalite recorded the order of the service, Local has its own',
    because: 'https://github.com/architect/dynalite',
    applies: ({ reference, engine }) => {
      const [left, right] = [partOf(messageOf(reference)), partOf(messageOf(engine))]
      return left !== undefined && right !== undefined && left !== right
    }
  },
  {
    what: 'The index that an error names, where several have the attribute as a key',
    because: `${GUIDE}/SecondaryIndexes.html`,
    applies: ({ reference, engine }) => {
      const [left, right] = [messageOf(reference), messageOf(engine)].map(text =>
        text.replace(/(Index)?(Name|Key): \w+/, '')
      )
      return left === right && / (IndexName|IndexKey|Key): \w+$/.test(messageOf(engine))
    }
  },
  EMPTY_BATCH,
  {
    what: 'SIZE is a reserved word',
    because: `${GUIDE}/ReservedWords.html`,
    applies: ({ engine }) => /reserved keyword: size$/i.test(messageOf(engine))
  },
  {
    what: 'The second of two overlapping paths: Local names another one',
    because: `${GUIDE}/Expressions.UpdateExpressions.html`,
    applies: ({ reference, engine }) => {
      const [left, right] = [messageOf(reference), messageOf(engine)].map(
        text => text.split(', path two: ')[0]
      )
      return left === right && / path one: /.test(messageOf(engine))
    }
  },
  {
    what: "Values of an index's keys must have their type: Local lets some through",
    because: `${GUIDE}/GSI.html`,
    applies: ({ reference, engine }) =>
      /^(undefined|TransactionCanceledException)$/.test(String(errorOf(reference))) &&
      /Type mismatch for Index Key|IndexKey: |secondary index key to unsupported type/.test(textOf(engine))
  },
  {
    what: 'Faults of one item cancel the transaction with a reason for each: Local throws some as they are',
    because: `${API}/API_TransactWriteItems.html`,
    applies: ({ reference, engine }) =>
      errorOf(engine) === 'TransactionCanceledException' &&
      /"Code":"ValidationError"/.test(textOf(engine)) &&
      errorOf(reference) !== undefined
  },
  {
    what: 'Which of several faults in one transaction comes first is not documented',
    because: `${API}/API_TransactWriteItems.html`,
    applies: ({ request, reference, engine }) =>
      request.operation.startsWith('Transact') &&
      (request.input as { TransactItems: unknown[] }).TransactItems.length > 1 &&
      errorOf(reference) !== undefined &&
      /^(ValidationException|ResourceNotFoundException)$/.test(String(errorOf(engine)))
  },
  {
    what: 'Of a nested path, UPDATED_OLD and UPDATED_NEW answer with what was touched alone',
    because: `${API}/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues`,
    applies: ({ request, reference, engine }) =>
      errorOf(reference) === undefined &&
      errorOf(engine) === undefined &&
      /"ReturnValues":"UPDATED_/.test(textOf(request)) &&
      /[.[]/.test(String((request.input as { UpdateExpression?: unknown }).UpdateExpression))
  },
  {
    what: 'A page that ends at its limit has a LastEvaluatedKey, though nothing more may follow',
    because: `${GUIDE}/Query.Pagination.html`,
    applies: ({ request, reference, engine }) => {
      const { LastEvaluatedKey, ...rest } = engine as Record<string, unknown>
      const { Limit } = request.input as { Limit?: number }
      return (
        LastEvaluatedKey !== undefined &&
        rest['ScannedCount'] === Limit &&
        isDeepStrictEqual(rest, { ...(reference as object) })
      )
    }
  },
  {
    what: 'Attributes that an index does not project, in another order',
    because: `${GUIDE}/GSI.html#GSI.Projections`,
    applies: ({ reference, engine }) =>
      / does not project /.test(messageOf(engine)) &&
      [...messageOf(engine)].sort().join('') === [...messageOf(reference)].sort().join('')
  },
  {
    what: 'The filter of a scan of an index sees what the index projects: Local filters whole items',
    because: `${GUIDE}/GSI.html#GSI.Projections`,
    applies: ({ request, reference, engine }) => {
      const input = request.input as { IndexName?: string; FilterExpression?: string; ScanFilter?: object }
      const scanned = (answer: unknown) => (answer as { ScannedCount?: number }).ScannedCount
      return (
        request.operation === 'Scan' &&
        input.IndexName !== undefined &&
        (input.FilterExpression !== undefined || input.ScanFilter !== undefined) &&
        scanned(engine) !== undefined &&
        scanned(engine) === scanned(reference)
      )
    }
  },
  {
    what: 'What a local index fetches from the table costs units for each item, of a scan too',
    because: `${GUIDE}/LSI.html#LSI.ThroughputConsiderations.Reads`,
    applies: ({ request, reference, engine }) =>
      'IndexName' in request.input &&
      (request.operation === 'Scan' ||
        (request.operation === 'Query' && unitsOf(engine) > unitsOf(reference))) &&
      isDeepStrictEqual(
        { ...(reference as object), ConsumedCapacity: undefined },
        { ...(engine as object), ConsumedCapacity: undefined }
      )
  },
  {
    what: 'Only items that have all attributes of its key cost capacity of an index',
    because: `${GUIDE}/GSI.html#GSI.ThroughputConsiderations.Writes`,
    applies: ({ request, reference, engine }) =>
      /^(Put|Update|Delete)Item$/.test(request.operation) &&
      errorOf(engine) === undefined &&
      isDeepStrictEqual(
        { ...(reference as object), ConsumedCapacity: undefined },
        { ...(engine as object), ConsumedCapacity: undefined }
      )
  },
  {
    what: 'The bounds of BETWEEN, which the engine prints as it understood them',
    because: `${GUIDE}/Expressions.OperatorsAndFunctions.html`,
    applies: ({ reference, engine }) => {
      const [left, right] = [messageOf(reference), messageOf(engine)].map(
        text => text.split('; lower bound operand')[0]
      )
      return left === right && / lower bound operand: /.test(messageOf(engine))
    }
  },
  {
    what: 'An update that only takes away makes no item, and does not look at its paths',
    because: `${GUIDE}/LegacyConditionalParameters.AttributeUpdates.html`,
    applies: ({ request, engine }) => {
      const { UpdateExpression, Key } = request.input as { UpdateExpression?: string; Key?: object }
      return (
        Key !== undefined &&
        /^(REMOVE|DELETE)\b(?!.*\b(SET|ADD)\b)/i.test(UpdateExpression ?? '') &&
        !('Attributes' in (engine as object))
      )
    }
  },
  {
    what: 'Keys are duplicates when their numbers are equal, however they are written',
    because: `${API}/API_BatchGetItem.html`,
    applies: ({ engine }) => messageOf(engine) === 'Provided list of item keys contains duplicates'
  },
  {
    what: 'A segment must be less than the number of segments',
    because: `${API}/API_Scan.html#DDB-Scan-request-Segment`,
    applies: ({ engine }) => /^The Segment parameter is zero-based/.test(messageOf(engine))
  },
  {
    what: 'Faults in a transaction that need no item are told by themselves: Local cancels without reasons',
    because: `${API}/API_TransactGetItems.html#API_TransactGetItems_Errors`,
    applies: ({ reference, engine }) =>
      errorOf(reference) === 'TransactionCanceledException' &&
      (reference as { CancellationReasons?: unknown }).CancellationReasons === undefined &&
      errorOf(engine) === 'ValidationException'
  },
  {
    what: 'A page may start at the very end of the range: there ends the last page that was full',
    because: `${GUIDE}/Query.Pagination.html`,
    applies: ({ reference, engine }) =>
      /^The provided starting key does not match the range key predicate$/.test(messageOf(reference)) &&
      (engine as { Count?: unknown }).Count === 0
  },
  {
    what: 'No value has more than 32 levels, wherever it stands: Local lets one more through',
    because: RECORDINGS,
    applies: ({ engine }) => /Nesting Levels have exceeded supported limits/.test(messageOf(engine))
  },
  {
    what: 'Which of several faulty conditions comes first, where no expression has them',
    because: 'https://github.com/architect/dynalite',
    applies: ({ reference, engine }) =>
      LEGACY_CONDITION.test(messageOf(reference)) && LEGACY_CONDITION.test(messageOf(engine))
  },
  {
    what: 'Empty keys are refused before anything is known of the items: Local looks at their types first',
    because: RECORDINGS,
    applies: ({ reference, engine }) =>
      errorOf(reference) === 'TransactionCanceledException' &&
      / key attribute cannot contain an empty (string|binary) value\./.test(messageOf(engine))
  },
  {
    what: 'Two operations on one item are refused before conditions are looked at',
    because: `${API}/API_TransactWriteItems.html`,
    applies: ({ engine }) =>
      messageOf(engine) === 'Transaction request cannot include multiple operations on one item'
  }
]

/** dynalite's recordings are of 2020 and before; it is asked about operations on tables only. */
export const KNOWN_DIFFERENCES_FROM_DYNALITE: readonly KnownDifference[] = [
  EMPTY_BATCH,
  {
    what: 'A table that is deleted is described without its keys and indexes',
    because: `${API}/API_DeleteTable.html#API_DeleteTable_Examples`,
    applies: ({ request, reference, engine }) =>
      request.operation === 'DeleteTable' &&
      errorOf(reference) === undefined &&
      isDeepStrictEqual(withoutKeys(reference), withoutKeys(engine))
  },
  {
    what: 'What is wrong with the operator of an UpdateItem comes before what is wrong with its key',
    because: RECORDINGS,
    applies: ({ request, reference, engine }) =>
      request.operation === 'UpdateItem' &&
      / at 'conditionalOperator' .* at 'key' /.test(messageOf(engine)) &&
      isDeepStrictEqual(faultsOf(reference), faultsOf(engine))
  },
  {
    what: 'What is wrong with global indexes comes before what is wrong with local ones',
    because: RECORDINGS,
    applies: ({ request, reference, engine }) =>
      request.operation === 'CreateTable' &&
      /'globalSecondaryIndexes\..* at 'localSecondaryIndexes\./.test(messageOf(engine)) &&
      isDeepStrictEqual(faultsOf(reference), faultsOf(engine))
  },
  {
    what: 'A table that exists already is named',
    because: `${API}/API_CreateTable.html#API_CreateTable_Errors`,
    applies: ({ reference, engine }) =>
      errorOf(reference) === 'ResourceInUseException' && /^Table already exists: /.test(messageOf(engine))
  },
  {
    what: 'An index of a table on demand has no throughput; an index of another must have it',
    because: `${API}/API_CreateGlobalSecondaryIndexAction.html`,
    applies: ({ reference, engine }) =>
      /create\.provisionedThroughput'/.test(messageOf(reference)) ||
      /ProvisionedThroughput is not specified for index: /.test(messageOf(engine))
  },
  {
    what: 'The bounds of the throughput of an index hold where the table is made, too',
    because: `${API}/API_GlobalSecondaryIndex.html`,
    applies: ({ request, engine }) =>
      request.operation === 'CreateTable' && / is out of bounds for index /.test(messageOf(engine))
  },
  {
    what: "A new table's name is checked with the other members",
    because: RECORDINGS,
    applies: ({ reference, engine }) =>
      /^TableName must be at least 3 characters/.test(messageOf(reference)) &&
      CONSTRAINTS.test(messageOf(engine))
  },
  {
    what: 'Attributes that an index projects are named once, and the types of its keys are constrained',
    because: `${API}/API_Projection.html`,
    applies: ({ reference, engine }) =>
      /Duplicate element in NonKeyAttributes|INCLUDE, but NonKeyAttributes is not/.test(messageOf(engine)) ||
      (errorOf(reference) !== undefined &&
        /but NonKeyAttributes is|\.keyType' failed/.test(messageOf(engine)))
  },
  {
    what: 'The definitions of attributes in UpdateTable have constraints like all others',
    because: `${API}/API_UpdateTable.html`,
    applies: ({ request, engine }) =>
      request.operation === 'UpdateTable' && /'attributeDefinitions\./.test(messageOf(engine))
  },
  {
    what: "An index's key may have up to eight attributes, four of them hash keys",
    because: `${GUIDE}/GSI.DesignPattern.MultiAttributeKeys.html`,
    applies: ({ request, reference }) =>
      /ndexes\.\d+\.member\.keySchema' .* less than or equal to 2/.test(messageOf(reference)) ||
      (/The second KeySchemaElement is not a RANGE key type$/.test(messageOf(reference)) &&
        globalKeysOf(request).some(keys => keys.every(({ KeyType }) => KeyType === 'HASH')))
  },
  {
    what: 'Empty lists of indexes are refused first',
    because: `${API}/API_CreateTable.html`,
    applies: ({ reference, engine }) =>
      errorOf(reference) !== undefined && /List of \w+SecondaryIndexes is empty$/.test(messageOf(engine))
  },
  {
    what: 'An attribute is defined once',
    because: `${API}/API_CreateTable.html#DDB-CreateTable-request-AttributeDefinitions`,
    applies: ({ engine }) => /^Attribute Name is duplicated: /.test(messageOf(engine))
  },
  {
    what: 'What can be changed together in one UpdateTable',
    because: `${API}/API_UpdateTable.html`,
    applies: ({ request, engine }) =>
      request.operation === 'UpdateTable' &&
      /^(Requested resource not found$|Subscriber limit exceeded: Only 1 online index|One or more parameter values were invalid: (You cannot create or delete index while updating table IOPS|One of GlobalSecondaryIndexUpdate\.))/.test(
        messageOf(engine)
      )
  }
]

export function isKnown(answers: Answers, differences: readonly KnownDifference[]): boolean {
  return differences.some(({ applies }) => applies(answers))
}

/** Members of answers that Local fills otherwise than documented. */
export function isLeftOut(operation: string, input: Record<string, unknown>, member: string): boolean {
  switch (member) {
    case 'ConsumedCapacity':
      // It counts transactions twice over, deletions of missing items in a batch double and missing items in a
      // batch not at all, and tells it unasked: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
      return (
        operation.startsWith('Transact') ||
        operation.startsWith('Batch') ||
        !['TOTAL', 'INDEXES'].includes(String(input['ReturnConsumedCapacity']))
      )
    case 'ItemCollectionMetrics':
      // A table with local indexes has them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections
      return true
    default:
      return false
  }
}

/** The part of a request that an error is about. */
const PARTS: readonly RegExp[] = [
  /^Invalid (operator used|condition) in KeyConditionExpression/,
  /^Invalid KeyConditionExpression: |^KeyConditionExpressions |^Query condition missed|^Query key condition not supported|Condition parameter type does not match/,
  /^Invalid FilterExpression: /,
  /^Cannot specify the (ProjectionExpression|AttributesToGet) when choosing|^Must specify the AttributesToGet|^ALL_PROJECTED_ATTRIBUTES can be used|Select type ALL_ATTRIBUTES/,
  /^(Filter Expression|QueryFilter) can only contain non-primary key/,
  /does not project one or more filter attributes/,
  /Global secondary index \w+ does not project \[/,
  /^Invalid ProjectionExpression: /,
  /^Invalid UpdateExpression: /,
  /^Invalid ConditionExpression: /,
  /^Empty attribute name$/,
  /^(ReturnValues can only be|Return values set to invalid)/,
  /^Consistent read/,
  /^Cannot do operations on a non-existent table$/,
  /^(Either the KeyConditions or KeyConditionExpression|The table does not have the specified index)/,
  /^The conditional request failed$/,
  /^The provided expression refers to an attribute/,
  /^The document path provided in the update/,
  /^An operand in the update expression/,
  /^(ExpressionAttributeNames|Value provided in ExpressionAttributeNames)/,
  /^(ExpressionAttributeValues|Value provided in ExpressionAttributeValues)/,
  /^(The query can return at most one row|The provided starting key|Exclusive Start Key|Type mismatch for attribute to update)/,
  /^(Key attributes must be scalars|.*Cannot update attribute)/,
  /^(The provided key element does not match|The number of conditions on the keys|One of the required keys|Invalid attribute value type|.*Type mismatch for|.*Missing the key|One or more parameter values are not valid\. The AttributeValue for a key attribute)/,
  /(The update expression attempted to update a secondary index key to a value|A value specified for a secondary index key)/,
  LEGACY_CONDITION,
  /^(Attempted conditional constraint is not|Conditions can be of length|Only scalar types can be used as)/,
  /(^Member must satisfy enum value set: |Only DELETE action is allowed |action (with value )?is not supported for the type )/,
  /Duplicate value in attribute name: /,
  /^Updates on index keys must be of the same data type/,
  /(numeric value|converted into a number|38 digits|significant digits|Nesting Levels|contains duplicates|sets should not be empty|datatypes|secondary index key to unsupported type)/
]

function partOf(message: string): RegExp | undefined {
  return PARTS.find(part => part.test(message))
}

function faultsOf(answer: unknown): string[] {
  return messageOf(answer).replace(CONSTRAINTS, '').split('; ').sort()
}

function withoutKeys(answer: unknown): unknown {
  const {
    AttributeDefinitions: _,
    KeySchema: __,
    LocalSecondaryIndexes: ___,
    ...TableDescription
  } = (answer as { TableDescription: Record<string, unknown> }).TableDescription
  return { TableDescription }
}

function unitsOf(answer: unknown): number {
  return (answer as { ConsumedCapacity?: { CapacityUnits: number } }).ConsumedCapacity?.CapacityUnits ?? 0
}

function globalKeysOf({ input }: Request): readonly { readonly KeyType?: unknown }[][] {
  const { GlobalSecondaryIndexes: indexes = [] } = input as {
    GlobalSecondaryIndexes?: { KeySchema: { KeyType?: unknown }[] }[]
  }
  return indexes.map(index => index.KeySchema).filter(keys => keys.length === 2)
}

function errorOf(answer: unknown): unknown {
  return (answer as { error?: unknown }).error
}

function messageOf(answer: unknown): string {
  return String((answer as { message?: unknown }).message ?? '')
}

function textOf(answer: unknown): string {
  return JSON.stringify(answer)
}
