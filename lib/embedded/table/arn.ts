import type { EngineContext } from '../commands/command.js'

type Place = Pick<EngineContext, 'region' | 'accountId'>

export function tableArn({ region, accountId }: Place, table: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}`
}

export function indexArn(place: Place, table: string, index: string): string {
  return `${tableArn(place, table)}/index/${index}`
}
