/** A fault of an expression; who knows the parameter's name makes the service's error of it. */
export class ExpressionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ExpressionError'
  }
}
