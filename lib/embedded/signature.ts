// Signatures are not verified: there are no secrets to verify them with. Requests without any are served, as a
// server of one's own machine should; those that are signed wrongly in form learn it as they would from AWS.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
import { DynamoDBError, incompleteSignature, missingAuthenticationToken } from './errors.js'
import type { HttpRequest } from './http-response.js'

const HEADER_PARTS = ['Credential=', 'Signature=', 'SignedHeaders=']
const QUERY_PARTS = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date'
]

export function signatureError(request: HttpRequest): DynamoDBError | undefined {
  const authorization = request.headers['authorization'] as string | undefined
  const isPresigned = request.url?.includes('X-Amz-Algorithm') ?? false
  if (authorization === undefined) return isPresigned ? queryError(request.url!) : undefined
  if (isPresigned) {
    return new DynamoDBError(
      'com.amazon.coral.service#',
      'InvalidSignatureException',
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."
    )
  }
  return headerError(authorization, request)
}

function headerError(authorization: string, { headers }: HttpRequest): DynamoDBError | undefined {
  if (!authorization.startsWith('AWS4-')) {
    return missingAuthenticationToken('Request is missing Authentication Token')
  }
  const missing: string[] = []
  for (const part of HEADER_PARTS) {
    if (hasValue(authorization, part)) continue
    missing.push(`Authorization header requires '${part.slice(0, -1)}' parameter.`)
  }
  if (headers['x-amz-date'] === undefined && headers['date'] === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  }
  if (missing.length === 0) return undefined
  return incompleteSignature(`${missing.join(' ')} Authorization=${authorization}`)
}

function queryError(url: string): DynamoDBError | undefined {
  const query = new URLSearchParams(url.slice(url.indexOf('?')))
  const missing = QUERY_PARTS.filter(part => !query.get(part)).map(
    part => `AWS query-string parameters must include '${part}'.`
  )
  if (missing.length === 0) return undefined
  return incompleteSignature(`${missing.join(' ')} Re-examine the query-string parameters.`)
}

function hasValue(authorization: string, part: string): boolean {
  const at = authorization.indexOf(part)
  const next = authorization.charAt(at + part.length)
  return at !== -1 && next !== '' && next !== ',' && next !== ' '
}
