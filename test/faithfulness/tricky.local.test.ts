import test from 'tape'
import { compare, explain } from './compare.js'
import { Pair } from './pair.js'
import { GROUPS } from './tricky/groups.js'
import { SETUP, TableName } from './tricky/request-builders.js'

for (const [group, requests] of Object.entries(GROUPS)) {
  test(`tricky ${group} get the answers of DynamoDB Local`, async t => {
    const pair = Pair.withDynamoDBLocal()
    try {
      for (const request of SETUP) await pair.send(request)
      for (const request of requests) {
        const verdict = compare(request, await pair.send(request))
        const text = JSON.stringify(request.input)
        t.equal(
          typeof verdict === 'object' ? explain(verdict) : '',
          '',
          `${request.operation} ${text.slice(0, 200)}`
        )
      }
    } finally {
      await pair.send({ operation: 'DeleteTable', input: { TableName } })
      pair.close()
    }
  })
}
