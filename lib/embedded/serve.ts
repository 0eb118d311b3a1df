import type { EngineOptions } from './engine-options.js'

export interface ServeOptions extends EngineOptions {
  /** @defaultValue 8000; 0 takes any free port */
  readonly port?: number
  /** @defaultValue '127.0.0.1': the engine asks nobody for credentials, so only this machine reaches it */
  readonly host?: string
}

export interface Service {
  /** For the SDK's `endpoint`, or AWS_ENDPOINT_URL_DYNAMODB. */
  readonly endpoint: string
  /** Stops listening, lets the answers that are on their way finish, and closes the file. */
  close(): Promise<void>
}

/** Serves an engine over HTTP, for any SDK in any language. Rejects when the port or the file cannot be had. */
export async function serve(options: ServeOptions = {}): Promise<Service> {
  // Callers that only want the client do not pay for an HTTP server.
  const { startServer } = await import('./server.js')
  return startServer(options)
}
