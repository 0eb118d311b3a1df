import test from 'tape'
import { parsePlainRequest } from '../../lib/embedded/plain-request.js'

const BODY = '{"a":"é"}'

function bytesOf(lines: readonly string[], body = BODY): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

const PLAIN = [
  'POST / HTTP/1.1',
  'Host: localhost:8000',
  'Content-Type: application/x-amz-json-1.0',
  'X-AMZ-TARGET:DynamoDB_20120810.ListTables',
  `content-length:  ${Buffer.byteLength(BODY)} `
]

test('a plain request is taken apart', t => {
  const request = parsePlainRequest(bytesOf(PLAIN))
  t.equal(request?.body, BODY)
  t.equal(request?.headers['x-amz-target'], 'DynamoDB_20120810.ListTables')
  t.equal(request?.headers['content-type'], 'application/x-amz-json-1.0')
  t.equal(request?.headers['origin'], undefined)
  t.ok(parsePlainRequest(bytesOf([...PLAIN, 'Connection: Keep-Alive'])))
  const odd = parsePlainRequest(bytesOf([...PLAIN, '__proto__: x', 'constructor: y', 'ODD: 1', 'odd: 2']))
  t.deepEqual(odd?.headers, request?.headers, 'what no answer depends on is passed over')
  t.end()
})

test('names of headers are told apart however many there are', t => {
  for (let number = 0; number < 2_000; number++) {
    const headers = parsePlainRequest(
      bytesOf([...PLAIN, `X-Of-Some-Length-${number}: ${number}`, `Date: ${number}`])
    )?.headers
    if (headers?.date !== String(number) || headers['x-amz-target'] === undefined) {
      t.fail(String(number))
      break
    }
  }
  t.equal(
    parsePlainRequest(bytesOf([...PLAIN, 'DATE: 1', 'date: 1'])),
    undefined,
    'twice in another spelling'
  )
  t.end()
})

test('all others are left to the parser of Node', t => {
  for (const [what, bytes] of Object.entries({
    'another method': bytesOf(['PUT / HTTP/1.1', ...PLAIN.slice(1)]),
    'another path': bytesOf(['POST /x HTTP/1.1', ...PLAIN.slice(1)]),
    'another version': bytesOf(['POST / HTTP/1.0', ...PLAIN.slice(1)]),
    'no headers': Buffer.from('POST / HTTP/1.1\r\n\r\n'),
    'no end of the head': Buffer.from('POST / HTTP/1.1\r\nHost: x\r\n'),
    'no length': bytesOf(PLAIN.slice(0, -1)),
    'two lengths': bytesOf([...PLAIN, 'Content-Length: 10']),
    'a length that is none': bytesOf([...PLAIN.slice(0, -1), 'Content-Length: +10']),
    'a body that is not all there': bytesOf(PLAIN, BODY.slice(0, -1)),
    'more than one request': Buffer.concat([bytesOf(PLAIN), bytesOf(PLAIN)]),
    'a connection to be closed': bytesOf([...PLAIN, 'Connection: close']),
    'a body in chunks': bytesOf([...PLAIN, 'Transfer-Encoding: chunked']),
    'an expectation': bytesOf([...PLAIN, 'Expect: 100-continue']),
    'a folded header': bytesOf([...PLAIN, ' folded: x']),
    'a header without name': bytesOf([...PLAIN, ': x']),
    'a blank before the colon': bytesOf([...PLAIN, 'Odd : x']),
    'a line feed alone': Buffer.from('POST / HTTP/1.1\nContent-Length: 0\n\n'),
    'a header that is not ASCII': bytesOf([...PLAIN, 'Odd: é']),
    'bytes that are no text': Buffer.concat([
      Buffer.from(`${PLAIN.join('\r\n')}\r\nOdd: `),
      Buffer.from([0xff]),
      bytesOf([''])
    ]),
    'a control character': bytesOf([...PLAIN, 'Odd: \u0000']),
    'a long head': bytesOf([...PLAIN, `Long: ${'x'.repeat(9000)}`]),
    nothing: Buffer.alloc(0)
  })) {
    t.equal(parsePlainRequest(bytes), undefined, what)
  }
  t.end()
})
