// Which attributes a read asks for, in either of the two forms.

import { parseAttributesToGet } from '../expression/legacy.js'
import type { Projection } from '../expression/projection.js'
import type { Table } from '../storage/table.js'
import { refusePathsIntoKeys } from '../validation/paths.js'

export interface ProjectionRequest {
  readonly ProjectionExpression?: string
  readonly AttributesToGet?: readonly string[]
  readonly ExpressionAttributeNames?: Record<string, string>
}

export function legacyProjection({ AttributesToGet: names }: ProjectionRequest): Projection | undefined {
  return names === undefined ? undefined : parseAttributesToGet(names)
}

export function checkProjectionPaths(table: Table, projection: Projection | undefined): void {
  if (projection !== undefined) refusePathsIntoKeys(table, projection.paths)
}
