import { parseItem } from '../attribute/item-text.js'
import { plainItem } from '../attribute/plain-item.js'
import { RawItem } from '../attribute/raw-item.js'
import type { Item } from '../attribute/value.js'
import type { EngineContext, Form } from '../commands/command.js'
import type { Projection } from '../expression/projection.js'
import { project } from '../expression/projection.js'
import type { StoredItem } from '../storage/page.js'

/** An item of an answer: over the wire a whole one goes out as it is stored. */
export type AnswerItem = Item | RawItem

export function answerItem(
  { form }: EngineContext,
  { text }: StoredItem,
  projection: Projection | undefined
): AnswerItem {
  if (projection !== undefined) return madeItem(form, project(projection, parseItem(text)))
  return form === 'wire' ? new RawItem(text) : parseItem(text)
}

/** An item that the engine has put together. */
export function madeItem(form: Form, item: Item): Item {
  return form === 'sdk' ? plainItem(item) : item
}
