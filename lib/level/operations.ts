import {
  type $Command,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClientResolvedConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand
} from '@aws-sdk/client-dynamodb'
import type { Item } from './codec/item.js'
import type { OperationName } from './usage.js'

type Items = readonly (Item | undefined)[]

type CommandClass<I extends ServiceInputTypes, O extends ServiceOutputTypes> = new (
  input: I
) => $Command<I, O, DynamoDBClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>

/** What DynamoDB charges for, and the items and keys that go to and fro. */
interface Charge {
  readonly kind: 'read' | 'write'
  sent(input: ServiceInputTypes): Items
  received(output: ServiceOutputTypes): Items
}

export interface Operation {
  readonly name: OperationName
  /** None for what is done to tables. */
  readonly charge?: Charge
}

/**
 * The operations that this package uses, by the classes of their commands: a bundler may give these other names.
 */
const OPERATIONS: ReadonlyMap<unknown, Operation> = new Map<unknown, Operation>([
  charged('GetItem', GetItemCommand, 'read', {
    sent: ({ Key }) => [Key],
    received: ({ Item }) => [Item]
  }),
  charged('BatchGetItem', BatchGetItemCommand, 'read', {
    sent: ({ RequestItems = {} }) => Object.values(RequestItems).flatMap(({ Keys = [] }) => Keys),
    received: ({ Responses = {} }) => Object.values(Responses).flat()
  }),
  charged('Query', QueryCommand, 'read', {
    sent: () => [],
    received: ({ Items = [] }) => Items
  }),
  charged('TransactGetItems', TransactGetItemsCommand, 'read', {
    sent: ({ TransactItems = [] }) => TransactItems.map(({ Get }) => Get?.Key),
    received: ({ Responses = [] }) => Responses.map(({ Item }) => Item)
  }),
  charged('PutItem', PutItemCommand, 'write', {
    sent: ({ Item }) => [Item],
    received: ({ Attributes }) => [Attributes]
  }),
  charged('DeleteItem', DeleteItemCommand, 'write', {
    sent: ({ Key }) => [Key],
    received: ({ Attributes }) => [Attributes]
  }),
  charged('UpdateItem', UpdateItemCommand, 'write', {
    sent: ({ Key }) => [Key],
    received: ({ Attributes }) => [Attributes]
  }),
  charged('BatchWriteItem', BatchWriteItemCommand, 'write', {
    sent: ({ RequestItems = {} }) =>
      Object.values(RequestItems)
        .flat()
        .map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
    received: () => []
  }),
  charged('TransactWriteItems', TransactWriteItemsCommand, 'write', {
    sent: ({ TransactItems = [] }) => TransactItems.map(itemOrKey),
    received: () => []
  }),
  [CreateTableCommand, { name: 'CreateTable' }],
  [DeleteTableCommand, { name: 'DeleteTable' }],
  [DescribeTableCommand, { name: 'DescribeTable' }],
  [DescribeTimeToLiveCommand, { name: 'DescribeTimeToLive' }],
  [UpdateTimeToLiveCommand, { name: 'UpdateTimeToLive' }],
  [UpdateContinuousBackupsCommand, { name: 'UpdateContinuousBackups' }]
])

export function operationOf(command: object): Operation {
  const operation = OPERATIONS.get(command.constructor)
  if (operation === undefined) throw new TypeError(`No operation of ours: ${command.constructor.name}`)
  return operation
}

function charged<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  name: OperationName,
  command: CommandClass<I, O>,
  kind: Charge['kind'],
  items: { sent(input: I): Items; received(output: O): Items }
): [unknown, Operation] {
  return [command, { name, charge: { kind, ...items } as Charge }]
}

function itemOrKey({ Put, Delete, Update, ConditionCheck }: TransactWriteItem): Item | undefined {
  return Put?.Item ?? (Delete ?? Update ?? ConditionCheck)?.Key
}
