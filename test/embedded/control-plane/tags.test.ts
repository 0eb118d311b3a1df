import test from 'tape'
import { Plane } from './plane.js'

const ARN = 'arn:aws:dynamodb:us-east-1:000000000000:table/abc'
const DENIED = (operation: string, resource: string) =>
  `AccessDeniedException: User: arn:aws:iam::000000000000:root is not authorized to perform: dynamodb:${operation} on resource: ${resource}`
const BAD_ARN = (arn: string) =>
  `ValidationException: Invalid TableArn: Invalid ResourceArn provided as input ${arn}`

for (const operation of ['TagResource', 'UntagResource', 'ListTagsOfResource']) {
  test(`${operation}: the resource`, t => {
    const plane = new Plane()
    const failure = (input: object) => plane.failure(operation, input)
    const rest =
      operation === 'TagResource' ? { Tags: [] } : operation === 'UntagResource' ? { TagKeys: [] } : {}
    t.equal(failure({}), 'ValidationException: Invalid TableArn')
    t.equal(failure({ ResourceArn: '', ...rest }), DENIED(operation, '*'))
    t.equal(failure({ ResourceArn: 'abcd', ...rest }), DENIED(operation, 'abcd'))
    t.equal(failure({ ResourceArn: 'a:b:c:d:e:f', ...rest }), DENIED(operation, 'a:b:c:d:e:f'))
    t.equal(failure({ ResourceArn: 'a:b:c:d:e/f', ...rest }), DENIED(operation, 'a:b:c:d:e/f'))
    t.equal(failure({ ResourceArn: 'a:b:c:d:e:f/g', ...rest }), BAD_ARN('a:b:c:d:e:f/g'))
    for (const arn of [
      'arn:aws:dynamodb:us-east-1:000000000000:table/ab',
      'arn:aws:dynamodb:us-east-1:000000000000:tabl/abc',
      'arn:aws:s3:us-east-1:000000000000:table/abc',
      `${ARN}/index/x`
    ]) {
      t.equal(failure({ ResourceArn: arn, ...rest }), BAD_ARN(arn))
    }
    plane.close()
    t.end()
  })
}

test('tags: of a table that is not there', t => {
  const plane = new Plane()
  const found = `ResourceNotFoundException: Requested resource not found: ResourcArn: ${ARN} not found`
  t.equal(plane.failure('ListTagsOfResource', { ResourceArn: ARN }), found)
  t.equal(plane.failure('TagResource', { ResourceArn: ARN, Tags: [{ Key: 'k', Value: 'v' }] }), found)
  t.equal(
    plane.failure('UntagResource', { ResourceArn: ARN, TagKeys: ['k'] }),
    'ResourceNotFoundException: Requested resource not found'
  )
  plane.close()
  t.end()
})

test('TagResource: what is refused, and in which words', t => {
  const plane = new Plane()
  plane.create('abc')
  const tag = (Tags?: unknown) => plane.failure('TagResource', { ResourceArn: ARN, Tags })
  t.equal(
    tag(),
    "ValidationException: 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null"
  )
  t.equal(tag([]), 'ValidationException: Atleast one Tag needs to be provided as Input.')
  t.equal(tag([{ Value: 'v' }]), 'ValidationException: The Tag Key provided is invalid, Key: null')
  t.equal(tag([{ Key: '', Value: 'v' }]), 'ValidationException: The Tag Key provided is invalid, Key: ')
  t.equal(
    tag([{ Key: 'k'.repeat(129), Value: 'v' }]),
    `ValidationException: The Tag Key provided is invalid, Key: ${'k'.repeat(129)}`
  )
  t.equal(tag([{ Key: 'k' }]), 'ValidationException: The Tag Value provided is invalid, Value: null')
  t.equal(
    tag([{ Key: 'k', Value: 'v'.repeat(257) }]),
    `ValidationException: The Tag Value provided is invalid, Value: ${'v'.repeat(257)}`
  )
  t.equal(tag([{ Key: 'k?', Value: 'v' }]), 'ValidationException: The Tag Key provided is invalid, Key: k?')
  t.equal(
    tag([{ Key: 'aws:k', Value: 'v' }]),
    'ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:k'
  )
  t.equal(
    tag([
      { Key: 'k', Value: 'v' },
      { Key: 'k', Value: 'w' }
    ]),
    'ValidationException: Duplicate Tag Keys provided as input: Duplicate Tag Key found k'
  )
  const tags = Array.from({ length: 51 }, (_, number) => ({ Key: `k${number}`, Value: '' }))
  t.equal(
    tag(tags),
    'ValidationException: Number of Tags exceed the current limit for the provided ResourceArn'
  )
  t.deepEqual(plane.run('ListTagsOfResource', { ResourceArn: ARN }), { Tags: [] })
  t.equal(tag(tags.slice(0, 50)), 'no error')
  t.equal(tag([{ Key: 'k0', Value: 'again' }]), 'no error')
  t.equal(
    tag([{ Key: 'one-more', Value: '' }]),
    'ValidationException: Number of Tags exceed the current limit for the provided ResourceArn'
  )
  plane.close()
  t.end()
})

test('UntagResource: what is refused, and in which words', t => {
  const plane = new Plane()
  plane.create('abc')
  t.equal(
    plane.failure('UntagResource', { ResourceArn: ARN }),
    "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"
  )
  t.equal(
    plane.failure('UntagResource', { ResourceArn: ARN, TagKeys: [] }),
    'ValidationException: Atleast one Tag Key needs to be provided as Input.'
  )
  plane.close()
  t.end()
})

test('tags: added, replaced, removed, and gone with the table', t => {
  const plane = new Plane()
  plane.create('abc')
  const tags = () => plane.run('ListTagsOfResource', { ResourceArn: ARN }).Tags
  const tag = (Key: string, Value: string) =>
    plane.run('TagResource', { ResourceArn: ARN, Tags: [{ Key, Value }] })
  tag('k', 'v')
  tag('__proto__', 'x')
  tag('k', 'w')
  t.deepEqual(tags(), [
    { Key: 'k', Value: 'w' },
    { Key: '__proto__', Value: 'x' }
  ])
  plane.run('UntagResource', { ResourceArn: ARN, TagKeys: ['k', 'unknown'] })
  t.deepEqual(tags(), [{ Key: '__proto__', Value: 'x' }])
  plane.run('DeleteTable', { TableName: 'abc' })
  plane.create('abc')
  t.deepEqual(tags(), [])
  plane.close()
  t.end()
})
