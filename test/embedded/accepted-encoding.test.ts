import test from 'tape'
import { acceptedEncoding } from '../../lib/embedded/accepted-encoding.js'

test('what a client accepts, as the service reads it', t => {
  const cases: [string, string | undefined][] = [
    ['', undefined],
    ['identity', undefined],
    ['br, zstd, x-gzip', undefined],
    ['gzip', 'gzip'],
    ['GZIP, identity', 'gzip'],
    ['dog, gzip ,, cat', 'gzip'],
    ['"gzip"', undefined],
    ['gzip br', undefined],
    ['gzip:q=1', undefined],
    // The first of those that are liked as much.
    ['gzip, deflate', 'gzip'],
    ['br, identity, deflate, gzip', 'deflate'],
    // Qualities: no more than 1, the first of each, the best of all.
    ['gzip;q=0.2, deflate;q=0.5', 'deflate'],
    ['br, gzip;q=0, deflate; q = 0.5', 'deflate'],
    ['gzip ;q=0', undefined],
    ['gzip;nq=1;q=0 ', undefined],
    ['gzip;q=0.0001, br', 'gzip'],
    ['gzip;q=31,deflate;q=51', 'gzip'],
    ['deflate;q=0.5, gzip;q=1;q=0.2', 'gzip'],
    ['gzip;q=0, gzip;q=1, gzip;q=0', 'gzip'],
    ['deflate;q=0.5,gzip;q=0.', 'deflate'],
    ['deflate;q=0.5,gzip;q=0.x', 'gzip'],
    ['deflate;q=-0.5,gzip;q=0.2', 'gzip'],
    // Any other: after those that are named. That nothing be done is never preferred.
    ['*', 'gzip'],
    ['*, deflate', 'deflate'],
    ['*, deflate;q=0.5', 'gzip'],
    ['*, gzip;q=0.5', 'deflate'],
    ['*;q=0.5,identity', 'gzip'],
    ['*;q=0', undefined],
    ['br;q=0.8,*;q=0', undefined]
  ]
  for (const [header, encoding] of cases) t.equal(acceptedEncoding(header), encoding, header)
  t.end()
})
