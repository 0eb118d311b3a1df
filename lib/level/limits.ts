// What DynamoDB allows, with the pages that say so.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html

export const MAX_HASH_KEY_BYTES = 2048
export const MAX_RANGE_KEY_BYTES = 1024
/** Attribute names count, as UTF-8. */
export const MAX_ITEM_BYTES = 400 * 1024

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
export const MAX_BATCH_WRITE_ITEMS = 25

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
export const MAX_BATCH_GET_KEYS = 100
/** An item of 400 KB that did not fit leaves an answer of 1 MB at least this full. */
export const FULL_ANSWER_BYTES = 600 * 1024

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
export const MAX_TRANSACTION_ITEMS = 100
export const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024
