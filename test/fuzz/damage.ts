import type * as v from 'valibot'
import { routes, type RouteName } from '#contract/routes.ts'
import { badInputsOf } from '#test/server/platform/http/badInputs.ts'
import type { Random } from './random.ts'
import { oddInstants, oddNumbers, oddTexts } from './texts.ts'
import type { Things } from './things.ts'
import { validValue } from './validInputs.ts'

export type Damaged = { how: string; body: unknown }
type Path = readonly (string | number)[]
type Spot = { name: RouteName; key: string; value: unknown; random: Random; things: Things }

const mostPlaces = 600
/** Stands in a body for what `JSON.stringify` could not write itself. */
const deepMark = '@@deep@@'
const deepest = 30_000
/** Above what the server takes, so that this is tried as well. */
const mostLetters = 700_000

const ways: Record<string, (spot: Spot) => unknown> = {
  'wrong type': ({ value, random }) =>
    random.pick([
      null,
      true,
      7,
      'text',
      [],
      {},
      [value],
      { value },
      JSON.stringify(value) ?? '',
      typeof value === 'string' ? Number(value) : 1,
    ]),
  missing: () => undefined,
  'extra key': ({ value, random }) => ({
    ...asObject(value),
    [random.pick(['isAdmin', 'deskId', 'memberId', 'x'])]: 1,
  }),
  'prototype key': ({ value, random }) =>
    Object.fromEntries([
      ...Object.entries(asObject(value)),
      [random.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']), { isAdmin: true }],
    ]),
  'odd text': ({ random }) => random.pick(oddTexts),
  'too long': ({ value, random }) =>
    (typeof value === 'string' && value !== '' ? value : 'я').repeat(random.pick([50, 400, 3000])).slice(0, 40_000),
  'too many': ({ value, random }) => repeated(Array.isArray(value) ? value[0] : value, random.pick([50, 2000])),
  'odd number': ({ random }) => random.pick(oddNumbers),
  'odd instant': ({ random }) => random.pick(oddInstants),
  'id of nobody': ({ random }) => random.id(),
  'id of another': ({ key, random, things }) => (things.has(key) ? things.pick(key, random) : random.id()),
  'id of another kind': ({ key, random, things }) => things.pickOther(key, random),
  'deep nesting': () => deepMark,
  'an optional value': ({ name, key, random, things }) => {
    const entries = entriesOf(name)
    const schema = Object.hasOwn(entries, key) ? entries[key] : undefined
    return schema === undefined ? null : validValue(schema, key, random, things)
  },
}

/** An input that was good, wrong in one to three places. */
export function damage(name: RouteName, good: object, random: Random, things: Things): Damaged {
  if (random.chance(0.25)) return { how: 'bad input', body: random.pick(badInputsOf(name, good)).body }
  let body: unknown = good
  let how = ''
  for (let left = random.pick([1, 1, 1, 2, 3]); left > 0; left -= 1) {
    const path = random.pick(placesOf(name, body))
    body = changeAt(body, path, (key, value) => {
      how = wayFor(key, value, random)
      return ways[how]?.({ name, key, value, random, things })
    })
  }
  return { how, body }
}

/** Any; but more often what is wrong in a way that only this kind of value can be. */
function wayFor(key: string, value: unknown, random: Random): string {
  const isRare = random.chance(0.5)
  if (isRare && value === undefined) return 'an optional value'
  if (isRare && typeof value === 'number') return 'odd number'
  if (isRare && typeof value === 'string' && /^\d{4}-\d\d/.test(value)) return 'odd instant'
  if (isRare && key.endsWith('Id')) return random.pick(['id of nobody', 'id of another', 'id of another kind'])
  return random.pick(Object.keys(ways))
}

/** As it travels. */
export function writeBody(body: unknown): string {
  const text = (JSON.stringify(body) ?? '').slice(0, mostLetters)
  return text.replace(`"${deepMark}"`, '['.repeat(deepest) + ']'.repeat(deepest))
}

/** Everything in the body that can be damaged, the whole of it, and what the route would take besides. */
function placesOf(name: RouteName, body: unknown): Path[] {
  const optional = Object.keys(entriesOf(name)).map((key): Path => [key])
  return [...pathsIn(body, []), ...optional].slice(0, mostPlaces)
}

function entriesOf(name: RouteName): Record<string, v.GenericSchema> {
  const { input } = routes[name]
  return 'entries' in input ? { ...input.entries } : {}
}

function pathsIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))
  return [path, ...inner]
}

function changeAt(value: unknown, path: Path, change: (key: string, value: unknown) => unknown, key = ''): unknown {
  const [head, ...rest] = path
  if (head === undefined) return change(key, value)
  const name = String(head)
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (String(i) === name ? changeAt(item, rest, change, key) : item))
  }
  const object = asObject(value)
  return { ...object, [name]: changeAt(object[name], rest, change, name) }
}

/** Never so much that writing it down would take longer than the call. */
function repeated(value: unknown, times: number): unknown[] {
  const letters = (JSON.stringify(value) ?? '').length
  return Array.from({ length: Math.min(times, Math.ceil(mostLetters / (letters + 1))) }, () => value)
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
