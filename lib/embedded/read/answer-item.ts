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

/** A stored item that may have been parsed on the way, for a filter. */
export interface ReadItem extends StoredItem {
  readonly item?: Item
}

export function answerItem(
  { form }: EngineContext,
  { text, item }: ReadItem,
  projection: Projection | undefined
): AnswerItem {
  if (projection !== undefined) return madeItem(form, project(projection, item ?? parseItem(text)))
  return form === 'wire' ? new RawItem(text) : (item ?? parseItem(text))
}

/** An item that the engine has put together. */
export function madeItem(form: Form, item: Item): Item {
  return form === 'sdk' ? plainItem(item) : item
}
