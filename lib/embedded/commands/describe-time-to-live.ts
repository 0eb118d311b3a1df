// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
import { findTable } from '../table/find.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly TableName: string
}

interface Output {
  readonly TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' | 'DISABLED'; AttributeName?: string }
}

export const describeTimeToLive: Command<Input, Output> = { operation: 'DescribeTimeToLive', run }

function run({ storage }: EngineContext, input: Input): Output {
  const name = storage.read(() => findTable(storage, input.TableName).expiryAttribute)
  return {
    TimeToLiveDescription:
      name === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: name }
  }
}
