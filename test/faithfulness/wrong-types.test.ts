// What the service says of wrong types was recorded from AWS by dynalite; DynamoDB Local answers them with 500.
import test from 'tape'
import { startDynalite } from '../servers/dynalite.js'
import { compare } from './compare.js'
import { KNOWN_DIFFERENCES_FROM_DYNALITE } from './differences.js'
import { Pair, type Reply, type Request } from './pair.js'
import { wrongTypes } from './wrong-types.js'

const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable'
]

/** Members that came after dynalite's recordings. */
const NEWER =
  /"(DeletionProtectionEnabled|OnDemandThroughput|ReturnValuesOnConditionCheckFailure|SSESpecification|StreamSpecification|TableClass|Tags|WarmThroughput|NextToken|ResourcePolicy)":/
const NEWER_OF: Readonly<Record<string, RegExp>> = {
  Scan: /"ConsistentRead":/,
  TagResource: /^$/,
  UpdateTable: /"(AttributeDefinitions|Create|ReplicaUpdates)":/
}

test('wrong types get the answers that dynalite recorded', async t => {
  const server = await startDynalite()
  const pair = new Pair(server.endpoint)
  try {
    for (const operation of OPERATIONS) {
      const requests = wrongTypes(operation).filter(isOld)
      const differences = []
      for (const request of requests) {
        const { reference, engine } = await pair.send(request)
        const replies = { reference: plain(reference), engine: plain(engine) }
        const verdict = compare(request, replies, KNOWN_DIFFERENCES_FROM_DYNALITE)
        if (typeof verdict === 'object') differences.push(verdict)
      }
      t.ok(requests.length >= 9, `${requests.length} requests to ${operation}`)
      t.deepEqual(differences.slice(0, 3), [], operation)
    }
  } finally {
    pair.close()
    await server.stop()
  }
})

function isOld({ operation, input }: Request): boolean {
  const text = JSON.stringify(input)
  // Beyond 31 bits the recordings end, too.
  if (text.includes('2147483648') && !text.includes('-2147483648')) return false
  return operation === 'TagResource' || !(NEWER.test(text) || NEWER_OF[operation]?.test(text))
}

/** The service prints maps as Java does, dynalite as JSON; users have other names. */
function plain(reply: Reply): Reply {
  const text = JSON.stringify(reply.body)
    .replace(/Value '\{.*?\}' at 'requestItems'/g, "Value at 'requestItems'")
    .replace(/(arn:aws:iam::\d+):\w+/, '$1:user')
  return { ...reply, body: JSON.parse(text) }
}
