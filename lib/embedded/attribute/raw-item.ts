/** An item, or a list of them, as stored: DynamoDB JSON that an answer over the wire takes in without parsing it. */
export class RawItem {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
