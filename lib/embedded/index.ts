export type { EmbeddedDynamoDBClientOptions, SendOptions } from './client.js'
export { EmbeddedDynamoDBClient } from './client.js'
export type { ServeOptions, Service } from './serve.js'
export { serve } from './serve.js'
