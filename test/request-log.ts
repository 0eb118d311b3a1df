import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb'

export interface LoggedRequest {
  readonly operation: string
  readonly input: ServiceInputTypes
  output?: ServiceOutputTypes
  error?: unknown
}

/** What a client was asked to send, in order, with the answers. The SDK's retries of one request count once. */
export class RequestLog {
  readonly requests: LoggedRequest[] = []

  /** How many requests of each operation. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { operation } of this.requests) counts[operation] = (counts[operation] ?? 0) + 1
    return counts
  }

  of(operation: string): LoggedRequest[] {
    return this.requests.filter(request => request.operation === operation)
  }

  /** Items that the queries read, those of answers that nobody waited for included. */
  itemsRead(): number {
    return this.of('Query').reduce((total, { input, output }) => {
      const read = output && 'ScannedCount' in output ? output.ScannedCount : undefined
      return total + (read ?? ('Limit' in input ? input.Limit : undefined) ?? Infinity)
    }, 0)
  }

  clear(): void {
    this.requests.length = 0
  }
}
