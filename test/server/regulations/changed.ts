/** A copy of a document with other values at these places ("plans.0.code"); undefined takes a field away. */
export function changed(document: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = structuredClone(document)
  for (const [place, value] of Object.entries(changes)) put(copy, place.split('.'), structuredClone(value))
  return copy
}

function put(into: unknown, [name = '', ...rest]: string[], value: unknown): void {
  if (typeof into !== 'object' || into === null) throw new Error(`nothing has a place called ${name}`)
  const fields: Record<string, unknown> = into as Record<string, unknown>
  if (rest.length > 0) put(fields[name], rest, value)
  else if (value === undefined) delete fields[name]
  else fields[name] = value
}
