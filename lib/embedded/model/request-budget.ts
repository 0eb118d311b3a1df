import { DynamoDBError } from '../errors.js'

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024

/**
 * Counts what a request would come to on the wire, roughly and never too much. The HTTP face has measured its body
 * already; in the process this is what stops a small object that refers to itself so often that it has no end.
 */
export class RequestBudget {
  #left = MAX_REQUEST_BYTES

  spend(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) {
      throw new DynamoDBError('com.amazon.coral.service#', 'RequestEntityTooLargeException', '', 413)
    }
  }
}
