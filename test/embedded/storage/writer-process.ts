// A process that writes to a database file until it is done or killed:
//
//   node writer-process.js pairs FILE            transactions of two items, each number printed once it is answered
//   node writer-process.js count FILE TIMES      increments of one counter
import { writeSync } from 'node:fs'
import { Engine } from '../../../lib/embedded/engine.js'

const [mode, path, times] = process.argv.slice(2)
const engine = new Engine({ path: path!, durability: 'normal', expiryIntervalMs: 0 })

if (mode === 'pairs') {
  for (let n = 1; ; n++) {
    const put = (side: string) => ({
      Put: { TableName: 'pairs', Item: { id: { S: `${side}-${n}` }, text: { S: 'x'.repeat(500) } } }
    })
    engine.execute('TransactWriteItems', { TransactItems: [put('left'), put('right')] })
    writeSync(1, `${n}\n`)
  }
}

for (let i = 0; i < Number(times); i++) {
  engine.execute('UpdateItem', {
    TableName: 'pairs',
    Key: { id: { S: 'counter' } },
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } }
  })
}
engine.close()
