// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
import type { Command, EngineContext } from './command.js'

const CACHE_MINUTES = 1440

interface Output {
  readonly Endpoints: readonly { Address: string; CachePeriodInMinutes: number }[]
}

export const describeEndpoints: Command<object, Output> = { operation: 'DescribeEndpoints', run }

function run({ region }: EngineContext): Output {
  return { Endpoints: [{ Address: `dynamodb.${region}.amazonaws.com`, CachePeriodInMinutes: CACHE_MINUTES }] }
}
