import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { EngineOptions } from './engine-options.js'
import { takeOptions } from './options.js'

const SDK_OPTIONS = [
  'cacheMiddleware',
  'credentials',
  'customUserAgent',
  'defaultsMode',
  'extensions',
  'logger',
  'maxAttempts',
  'region',
  'retryMode',
  'retryStrategy',
  'userAgentAppId'
] as const satisfies (keyof DynamoDBClientConfig)[]

type SdkOptions = Pick<DynamoDBClientConfig, (typeof SDK_OPTIONS)[number]>

/** The engine's options, and those of the SDK's client that mean something without a network. */
export interface EmbeddedDynamoDBClientOptions extends Omit<EngineOptions, 'region'>, SdkOptions {}

export interface ClientOptions {
  readonly engineOptions: EngineOptions
  readonly sdkConfig: DynamoDBClientConfig
}

/** Throws a TypeError for options that neither the engine nor the SDK's client in front of it would use. @internal */
export function parseClientOptions(options: EmbeddedDynamoDBClientOptions): ClientOptions {
  const { engineOptions, others } = takeOptions<EmbeddedDynamoDBClientOptions>(
    'EmbeddedDynamoDBClient',
    options,
    SDK_OPTIONS
  )
  const sdkConfig = { ...WITHOUT_LOOK_UPS, ...others }
  // The SDK also takes a function; ARNs have no use for one.
  const region = typeof sdkConfig.region === 'string' ? sdkConfig.region : DEFAULT_REGION
  return { engineOptions: { ...engineOptions, region }, sdkConfig }
}

const DEFAULT_REGION = 'us-east-1'

/** All that the SDK would otherwise look for in the environment, in ~/.aws or on the network. */
const WITHOUT_LOOK_UPS = {
  accountIdEndpointMode: 'disabled',
  authSchemePreference: [],
  credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
  defaultsMode: 'standard',
  endpoint: 'http://embedded.invalid',
  endpointDiscoveryEnabled: false,
  // Nothing leaves the process: there is nothing to sign.
  httpAuthSchemes: [
    {
      schemeId: 'aws.auth#sigv4',
      identityProvider: () => async () => ({}),
      signer: { sign: async request => request }
    }
  ],
  maxAttempts: 1,
  region: DEFAULT_REGION,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: async () => undefined
} satisfies DynamoDBClientConfig
