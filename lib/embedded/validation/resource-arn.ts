import { DynamoDBError, validationError } from '../errors.js'

const ARN_OF_ANYTHING = /^.+:.+:.+:.+:.+:.+\/.+$/s
const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:.+:\d+:table\/([^/]{2}[^/]+)$/s

/**
 * Whatever is no ARN of a table at all is somebody else's: the service denies access before it looks at the rest of
 * the request. `checkRest` stands between the two checks of the ARN, as in the service.
 */
export function tableOfArn(
  arn: string | undefined,
  operation: string,
  accountId: string,
  checkRest: () => void = () => {}
): string {
  if (arn === undefined) throw validationError('Invalid TableArn')
  if (!ARN_OF_ANYTHING.test(arn)) {
    throw new DynamoDBError(
      'com.amazon.coral.service#',
      'AccessDeniedException',
      `User: arn:aws:iam::${accountId}:root is not authorized to perform: dynamodb:${operation} on resource: ` +
        (arn === '' ? '*' : arn)
    )
  }
  checkRest()
  const name = TABLE_ARN.exec(arn)?.[1]
  if (name === undefined) {
    throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`)
  }
  return name
}
