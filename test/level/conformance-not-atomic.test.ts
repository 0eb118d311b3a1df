// abstract-level's own suite, whole, where batches are not atomic.

// @ts-expect-error The suite has no types.
import suite from 'abstract-level/test/index.js'
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import { uniqueLocation } from '../unique-location.js'

const client = createClient()

suite({
  test,
  factory: (options: object) => new DynamoLevel(uniqueLocation(), { client, atomic: false, ...options })
})

test.onFinish(() => client.destroy())
