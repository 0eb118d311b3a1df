import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import type { Keyspace } from './keyspace.js'
import { noteLargeValuesRequest } from './marker.js'
import type { Sender } from './sender.js'

/**
 * Whether the database may hold values in chunks. Where it never did, writes need not ask what they overwrite. The marker
 * remembers it; before a database that was opened without a look at its marker, it may.
 */
export class LargeValues {
  readonly #sender: Sender
  readonly #space: Keyspace
  #mayExist: boolean
  #noted: Promise<unknown> | undefined

  constructor(sender: Sender, space: Keyspace, noted: boolean | undefined) {
    this.#sender = sender
    this.#space = space
    this.#mayExist = noted ?? true
    if (noted) this.#noted = Promise.resolve()
  }

  get mayExist(): boolean {
    return this.#mayExist
  }

  /** To be called before the first chunk is written. */
  async note(): Promise<void> {
    this.#mayExist = true
    this.#noted ??= this.#sender.send(new UpdateItemCommand(noteLargeValuesRequest(this.#space)))
    await this.#noted.catch(error => {
      this.#noted = undefined
      throw error
    })
  }
}
