import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand
} from '@aws-sdk/client-dynamodb'

/**
 * The SDK's own commands by their class. Commands of other classes, the document client's or those of a second
 * copy of the SDK, hold input in a form that only their own serialisers know.
 */
export const OPERATION_OF_COMMAND: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [BatchGetItemCommand, 'BatchGetItem'],
  [BatchWriteItemCommand, 'BatchWriteItem'],
  [CreateTableCommand, 'CreateTable'],
  [DeleteItemCommand, 'DeleteItem'],
  [DeleteTableCommand, 'DeleteTable'],
  [DescribeContinuousBackupsCommand, 'DescribeContinuousBackups'],
  [DescribeEndpointsCommand, 'DescribeEndpoints'],
  [DescribeLimitsCommand, 'DescribeLimits'],
  [DescribeTableCommand, 'DescribeTable'],
  [DescribeTimeToLiveCommand, 'DescribeTimeToLive'],
  [GetItemCommand, 'GetItem'],
  [ListTablesCommand, 'ListTables'],
  [ListTagsOfResourceCommand, 'ListTagsOfResource'],
  [PutItemCommand, 'PutItem'],
  [QueryCommand, 'Query'],
  [ScanCommand, 'Scan'],
  [TagResourceCommand, 'TagResource'],
  [TransactGetItemsCommand, 'TransactGetItems'],
  [TransactWriteItemsCommand, 'TransactWriteItems'],
  [UntagResourceCommand, 'UntagResource'],
  [UpdateContinuousBackupsCommand, 'UpdateContinuousBackups'],
  [UpdateItemCommand, 'UpdateItem'],
  [UpdateTableCommand, 'UpdateTable'],
  [UpdateTimeToLiveCommand, 'UpdateTimeToLive']
])
