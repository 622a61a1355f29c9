import { regulation } from '#contract/regulations/document.types.ts'

/** The names of all fields of a regulation, as its schema has them. Names that the document makes up itself stay out. */
export function schemaFields(): string[] {
  const names = new Set<string>()
  walk(regulation, names)
  return [...names].filter((name) => !/^\d+$/.test(name))
}

function walk(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  if ('entries' in schema && typeof schema.entries === 'object' && schema.entries !== null) {
    for (const [name, inner] of Object.entries(schema.entries)) {
      names.add(name)
      walk(inner, names)
    }
  }
  for (const key of ['item', 'wrapped', 'value'] as const) if (key in schema) walk(Reflect.get(schema, key), names)
  if ('options' in schema && Array.isArray(schema.options)) for (const option of schema.options) walk(option, names)
  if ('pipe' in schema && Array.isArray(schema.pipe))
    for (const part of schema.pipe) if (part !== schema) walk(part, names)
}
