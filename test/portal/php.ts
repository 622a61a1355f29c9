/** Values as PHP sends and receives them: urlencoded nesting, and arrays that are lists and maps at once. */
export type PhpValue = string | number | boolean | null | undefined | PhpValue[] | PhpMap
export interface PhpMap {
  [key: string]: PhpValue
}

/** Reads `a[b][]=1&c=2` the way PHP fills $_POST. */
export function parsePhpPairs(pairs: Iterable<[string, string]>): PhpMap {
  const root: PhpMap = Object.create(null)
  for (const [name, value] of pairs) put(root, pathOf(name), value)
  return mapOf(listsFrom(root))
}

export function parsePhpQuery(query: string): PhpMap {
  return parsePhpPairs(new URLSearchParams(query))
}

/** Writes nested data the way Bitrix24 posts events: every scalar is a string, false is `0`, null is empty. */
export function encodePhpQuery(data: PhpMap): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(data)) append(query, key, value)
  return query.toString()
}

/** PHP serialises an empty map as `[]`, and one with the keys 0, 1, 2… as a list. */
export function phpArray(entries: [string, PhpValue][]): PhpValue {
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries)
}

export function isMap(value: PhpValue): value is PhpMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function mapOf(value: PhpValue): PhpMap {
  return isMap(value) ? value : {}
}

export function textOf(value: PhpValue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'number' ? String(value) : ''
}

export function listOf(value: PhpValue): PhpValue[] {
  if (Array.isArray(value)) return value
  if (isMap(value)) return Object.values(value)
  return value === undefined || value === null || value === '' ? [] : [value]
}

function pathOf(name: string): string[] {
  const bracket = name.indexOf('[')
  if (bracket <= 0) return [name]
  const inner = [...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return [name.slice(0, bracket), ...inner]
}

function put(target: PhpMap, path: string[], value: string) {
  const [head = '', ...rest] = path
  const key = head === '' ? String(Object.keys(target).length) : head
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const present = target[key]
  const child: PhpMap = isMap(present) ? present : Object.create(null)
  target[key] = child
  put(child, rest, value)
}

function listsFrom(value: PhpValue, isRoot = true): PhpValue {
  if (!isMap(value)) return value
  const entries = Object.entries(value).map(([key, inner]): [string, PhpValue] => [key, listsFrom(inner, false)])
  return isRoot ? Object.fromEntries(entries) : phpArray(entries)
}

function append(query: URLSearchParams, key: string, value: PhpValue) {
  if (value === undefined) return
  if (value === null || typeof value !== 'object') {
    query.append(key, textOf(value))
    return
  }
  for (const [inner, child] of Object.entries(value)) append(query, `${key}[${inner}]`, child)
}
