import * as v from 'valibot'

/** A stored value without its schema's number. Nothing else is known of one that another release wrote. */
export type StoredFields = Readonly<Record<string, unknown>>
/** What one release makes of a value of the release before. Once it has run anywhere, it stays as it is. */
export type Upcast = (stored: StoredFields) => StoredFields

export type StoredJson<Value> = {
  /** Also of a value that an earlier release wrote; what today's limits would refuse may stay as it was written. */
  read: (stored: unknown) => Value
  /** As text for its column; refuses whatever today's schema does. */
  write: (value: Value) => string
}

/** An instant as JSON has it, an ISO text; writing needs no more than `Date.toJSON`. */
export const storedInstant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
  v.date(),
)

/**
 * JSON that is kept, and by then other releases of the program have come. Each value says by which `schema` it was written (none:
 * the first); the upcasts lead from one to the next, the first of them from 1 to 2. A value of a later schema than this program
 * knows is not guessed at.
 */
export function storedJson<Value extends object>({
  name,
  schema,
  upcasts,
}: {
  name: string
  schema: v.GenericSchema<unknown, Value>
  upcasts: readonly Upcast[]
}): StoredJson<Value> {
  const current = upcasts.length + 1

  function upToDate(stored: unknown): StoredFields {
    if (!isFields(stored)) throw new Error(`a stored ${name} is no object`)
    const { schema: number = 1, ...fields } = stored
    if (!isPositive(number)) throw new Error(`a stored ${name} says that it is of schema ${JSON.stringify(number)}`)
    if (number > current)
      throw new Error(
        `a stored ${name} is of schema ${number}, and this program knows them up to ${current}: a newer one wrote it`,
      )
    return upcasts.slice(number - 1).reduce((before, upcast) => upcast(before), fields)
  }

  return {
    read(stored) {
      const result = v.safeParse(schema, upToDate(stored))
      if (result.typed) return result.output
      const [issue] = result.issues
      throw new Error(`a stored ${name} cannot be read at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`)
    },
    write(value) {
      const text = JSON.stringify({ ...value, schema: current })
      v.parse(schema, upToDate(JSON.parse(text)))
      return text
    },
  }
}

export function isFields(value: unknown): value is StoredFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPositive(number: unknown): number is number {
  return typeof number === 'number' && Number.isInteger(number) && number > 0
}
