import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'

/**
 * Settings of a client that we make ourselves. The SDK's own have no time-out at all, so that one lost packet can hold
 * a read for ever; its retries, four attempts with jitter, are good as they are.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html
 */
export const CLIENT_DEFAULTS: DynamoDBClientConfig = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true }
}
