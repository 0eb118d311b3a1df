// A table may be named by its ARN wherever an operation takes its name.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#DDB-PutItem-request-TableName

const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/([a-zA-Z0-9_.-]{3,255})$/

/** The table's name; whatever is no ARN of a table is returned as it is and left to the constraints. */
export function tableNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? (TABLE_ARN.exec(nameOrArn)?.[1] ?? nameOrArn) : nameOrArn
}
