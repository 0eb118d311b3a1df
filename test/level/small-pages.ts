import type { DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb'

/** Lets no Query of this client read more than `size` items, as if 1 MB held no more. */
export function limitPages(client: DynamoDBClient, size: number): void {
  client.middlewareStack.add(
    (next, context) => args => {
      if (context.commandName !== 'QueryCommand') return next(args)
      const input = args.input as QueryCommandInput
      return next({ ...args, input: { ...input, Limit: Math.min(input.Limit ?? size, size) } })
    },
    { step: 'initialize', name: 'limitPages' }
  )
}
