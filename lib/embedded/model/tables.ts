// The operations on tables, their tags, their time to live and their backups.
import { indexName, nameConstraints, tableParameter } from './common.js'
import {
  atLeast,
  boolean,
  list,
  oneOf,
  required,
  type ScalarShape,
  string,
  structure,
  text
} from './shape.js'

const MAX_TABLE_KEYS = 2
/** Four attributes of either kind. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
const MAX_INDEX_KEYS = 8
const MAX_PROJECTED_NAMES = 20

const long: ScalarShape = { kind: 'long' }

const provisionedThroughput = structure('ProvisionedThroughput', {
  WriteCapacityUnits: required(atLeast('long', 1)),
  ReadCapacityUnits: required(atLeast('long', 1))
})

const onDemandThroughput = structure('OnDemandThroughput', {
  MaxReadRequestUnits: long,
  MaxWriteRequestUnits: long
})

const warmThroughput = structure('WarmThroughput', {
  ReadUnitsPerSecond: long,
  WriteUnitsPerSecond: long
})

const attributeDefinitions = list(
  structure('AttributeDefinition', {
    AttributeName: required(text({ min: 1, max: 255 })),
    AttributeType: required(oneOf('B', 'N', 'S'))
  })
)

function keySchema(max: number) {
  return list(
    structure('KeySchemaElement', {
      AttributeName: required(text({ min: 1, max: 255 })),
      KeyType: required(oneOf('HASH', 'RANGE'))
    }),
    { min: 1, max }
  )
}

const projection = structure('Projection', {
  ProjectionType: oneOf('ALL', 'INCLUDE', 'KEYS_ONLY'),
  NonKeyAttributes: list(text({ min: 1, max: 255 }), { min: 1, max: MAX_PROJECTED_NAMES })
})

const throughput = {
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput
}

const localIndex = structure('LocalSecondaryIndex', {
  IndexName: required(indexName),
  KeySchema: required(keySchema(MAX_TABLE_KEYS)),
  Projection: required(projection)
})

const globalIndex = structure('GlobalSecondaryIndex', {
  IndexName: required(indexName),
  KeySchema: required(keySchema(MAX_INDEX_KEYS)),
  Projection: required(projection),
  ...throughput
})

const streamSpecification = structure('StreamSpecification', {
  StreamEnabled: required(boolean),
  StreamViewType: oneOf('OLD_IMAGE', 'KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE')
})

const sseSpecification = structure('SSESpecification', {
  Enabled: boolean,
  SSEType: oneOf('AES256', 'KMS'),
  KMSMasterKeyId: text({ min: 1 })
})

const tags = list(structure('Tag', { Key: string, Value: string }))

const billingMode = oneOf('PROVISIONED', 'PAY_PER_REQUEST')

export const createTableInput = structure('CreateTableInput', {
  AttributeDefinitions: required(attributeDefinitions),
  TableName: { ...tableParameter, required: 'new name' },
  BillingMode: billingMode,
  ...throughput,
  KeySchema: required(keySchema(MAX_TABLE_KEYS)),
  GlobalSecondaryIndexes: list(globalIndex),
  LocalSecondaryIndexes: list(localIndex),
  StreamSpecification: streamSpecification,
  SSESpecification: sseSpecification,
  Tags: tags,
  TableClass: string, // Its values have an error of their own.
  DeletionProtectionEnabled: boolean,
  ResourcePolicy: string
})

export const updateTableInput = structure('UpdateTableInput', {
  TableName: tableParameter,
  AttributeDefinitions: attributeDefinitions,
  ...throughput,
  BillingMode: billingMode,
  GlobalSecondaryIndexUpdates: list(
    structure('GlobalSecondaryIndexUpdate', {
      Update: structure('UpdateGlobalSecondaryIndexAction', {
        IndexName: required(indexName),
        ...throughput,
        // One of the three must be there, and this is the one that is missed.
        ProvisionedThroughput: {
          shape: provisionedThroughput,
          requiredWithout: ['OnDemandThroughput', 'WarmThroughput']
        }
      }),
      Create: structure('CreateGlobalSecondaryIndexAction', {
        Projection: required(projection),
        IndexName: required(indexName),
        KeySchema: required(keySchema(MAX_INDEX_KEYS)),
        ...throughput
      }),
      Delete: structure('DeleteGlobalSecondaryIndexAction', { IndexName: required(indexName) })
    })
  ),
  StreamSpecification: streamSpecification,
  SSESpecification: sseSpecification,
  TableClass: string, // Its values have an error of their own.
  DeletionProtectionEnabled: boolean
})

export const listTablesInput = structure('ListTablesInput', {
  Limit: atLeast('integer', 1, 100),
  ExclusiveStartTableName: text(nameConstraints)
})

export const describeTableInput = structure('DescribeTableInput', { TableName: tableParameter })
export const deleteTableInput = structure('DeleteTableInput', { TableName: tableParameter })

// The arguments of these three are checked by the commands: a bad ARN comes before bad tags.
export const tagResourceInput = structure('TagResourceInput', { ResourceArn: string, Tags: tags })
export const untagResourceInput = structure('UntagResourceInput', {
  ResourceArn: string,
  TagKeys: list(string)
})
export const listTagsOfResourceInput = structure('ListTagsOfResourceInput', {
  ResourceArn: string,
  NextToken: string
})

export const describeTimeToLiveInput = structure('DescribeTimeToLiveInput', { TableName: tableParameter })
export const updateTimeToLiveInput = structure('UpdateTimeToLiveInput', {
  TableName: tableParameter,
  TimeToLiveSpecification: structure('TimeToLiveSpecification', {
    Enabled: required(boolean),
    AttributeName: required(text({ max: 255 }))
  })
})

export const describeContinuousBackupsInput = structure('DescribeContinuousBackupsInput', {
  TableName: tableParameter
})
export const updateContinuousBackupsInput = structure('UpdateContinuousBackupsInput', {
  TableName: tableParameter,
  PointInTimeRecoverySpecification: required(
    structure('PointInTimeRecoverySpecification', {
      PointInTimeRecoveryEnabled: required(boolean),
      RecoveryPeriodInDays: atLeast('integer', 1, 35)
    })
  )
})

export const describeLimitsInput = structure('DescribeLimitsInput', {})
export const describeEndpointsInput = structure('DescribeEndpointsRequest', {})
