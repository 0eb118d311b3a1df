// What PutItem, UpdateItem, DeleteItem, the batch and the transaction have in common once their requests are understood.
import { parseItem } from '../attribute/item-text.js'
import { formItem, type ItemForm } from '../attribute/item-writer.js'
import { type Item, newItem } from '../attribute/value.js'
import { conditionalCheckFailed } from '../errors.js'
import type { Condition } from '../expression/ast.js'
import { evaluateCondition } from '../expression/condition.js'
import type { IndexChange } from '../storage/indexes.js'
import type { KeyedItem } from '../storage/items.js'
import type { ItemKey } from '../storage/key.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'

export interface Write {
  readonly table: Table
  readonly key: ItemKey
  readonly condition?: Condition | undefined
  /** Whether a failed condition answers with the item that failed it. */
  readonly returnsItemOnFailure?: boolean
  /** What takes the place of the old item, or undefined when nothing does. */
  readonly change: Change
}

interface Put {
  readonly kind: 'put'
  readonly item: Item
  readonly form: ItemForm
}

export type Change =
  | Put
  | { readonly kind: 'update'; readonly apply: (old: Item | undefined) => Item | undefined }
  | { readonly kind: 'delete' }
  | { readonly kind: 'check' }

export interface Written {
  readonly old: Item | undefined
  readonly item: Item | undefined
  readonly oldSize: number | undefined
  readonly newSize: number | undefined
  readonly changes: readonly IndexChange[]
}

const NOTHING = newItem()
const NO_CHANGES: readonly IndexChange[] = []

/** Call it in a write transaction. `readsOld`: the caller wants to know what stood there. */
export function performWrite(storage: Storage, write: Write, readsOld: boolean): Written {
  const { table, key, condition, change } = write
  const needsOld =
    readsOld || condition !== undefined || change.kind === 'update' || storage.items.needsOld(table)
  const stored = needsOld ? storage.items.get(table, key) : undefined
  const old = stored === undefined ? undefined : parseItem(stored.text)
  checkCondition(write, old)

  const oldSize = stored?.size
  switch (change.kind) {
    case 'check':
      return { old, item: old, oldSize, newSize: oldSize, changes: NO_CHANGES }
    case 'delete':
      return {
        old,
        item: undefined,
        oldSize,
        newSize: undefined,
        changes: storage.items.delete(table, key, old)
      }
    default: {
      const item = change.kind === 'put' ? change.item : change.apply(old)
      if (item === undefined) return { old, item, oldSize, newSize: undefined, changes: NO_CHANGES }
      const form = change.kind === 'put' ? change.form : formItem(item)
      const changes = storage.items.put(table, { key, item, form }, old)
      return { old, item, oldSize, newSize: form.size, changes }
    }
  }
}

/** Whether nobody asks what stood there. */
export function isBlind({ condition, change }: Write): boolean {
  return condition === undefined && (change.kind === 'put' || change.kind === 'delete')
}

/** Blind writes to different items. */
export function performWrites(storage: Storage, writes: readonly Write[]): void {
  const groups = new Map<Table, Group>()
  for (const write of writes) {
    const { table, key, change } = write
    if (storage.items.needsOld(table)) {
      performWrite(storage, write, false)
      continue
    }
    let group = groups.get(table)
    if (group === undefined) {
      group = { puts: [], deletes: [] }
      groups.set(table, group)
    }
    if (change.kind === 'put') group.puts.push({ key, item: change.item, form: change.form })
    else group.deletes.push(key)
  }
  for (const [table, { puts, deletes }] of groups) {
    storage.items.putAll(table, puts)
    storage.items.deleteAll(table, deletes)
  }
}

interface Group {
  readonly puts: KeyedItem[]
  readonly deletes: ItemKey[]
}

function checkCondition({ condition, returnsItemOnFailure }: Write, old: Item | undefined): void {
  if (condition === undefined || evaluateCondition(condition, old ?? NOTHING)) return
  throw conditionalCheckFailed(returnsItemOnFailure ? old : undefined)
}
