import * as v from 'valibot'
import type { Random } from './random.ts'
import { isRecord, listOf } from './records.ts'
import { oddInstants, oddTexts, ordinaryPieces } from './texts.ts'
import type { Things } from './things.ts'

const deepest = 8
const attempts = 4
const ordinaryInstants = [
  '2026-11-20T09:00:00.000Z',
  '2031-01-01T00:00:00Z',
  '2031-06-30T12:30:00+03:00',
  '2026-01-01T00:00:00Z',
  '2035-12-31T23:59:59.999Z',
]
const ordinaryWords = [
  '2026-11-20',
  '2026-10-01',
  '2026-10',
  '2025-12',
  'RUB',
  'USD',
  '09:00',
  '18:00',
  '24:00',
  '2026-12-31',
]

/** Something that this schema takes, or undefined where none was found: the schema itself has the last word. */
export function validValue(schema: v.GenericSchema, key: string, random: Random, things: Things): unknown {
  for (let i = 0; i < attempts; i += 1) {
    const value = draw({ schema, key, random, things, depth: 0 })
    if (v.is(schema, value)) return value
  }
  return undefined
}

type Draw = { schema: v.GenericSchema; key: string; random: Random; things: Things; depth: number }

/** What a schema says about itself while the program runs: its kind is in `type`, the rest depends on it. */
function draw(wanted: Draw): unknown {
  const { schema, random, things, key, depth } = wanted
  const inner = (of: unknown, under = key) =>
    isSchema(of) && depth < deepest ? draw({ ...wanted, schema: of, key: under, depth: depth + 1 }) : undefined
  const said: Record<string, unknown> = { ...schema }
  switch (schema.type) {
    case 'strict_object':
    case 'object':
      return drawObject(said['entries'], inner)
    case 'optional':
      return random.chance(0.4) ? undefined : inner(said['wrapped'])
    case 'nullable':
      return random.chance(0.25) ? null : inner(said['wrapped'])
    case 'variant':
    case 'union':
      return inner(random.pick(listOf(said['options'])))
    case 'array':
      return Array.from({ length: random.below(4) }, () => inner(said['item']))
    case 'strict_tuple':
    case 'tuple':
      return listOf(said['items']).map((item) => inner(item))
    case 'record':
      return {}
    case 'picklist':
      return random.pick(listOf(said['options']))
    case 'literal':
      return said['literal']
    case 'boolean':
      return random.chance(0.5)
    case 'number':
      return things.has(key) && random.chance(0.7) ? things.pick(key, random) : drawNumber(said, random)
    case 'string':
      return drawText(wanted, said)
    default:
      return undefined
  }
}

function drawObject(entries: unknown, inner: (of: unknown, under: string) => unknown): object {
  const drawn = Object.entries({ ...(isRecord(entries) ? entries : {}) }).map(
    ([key, of]) => [key, inner(of, key)] as const,
  )
  return Object.fromEntries(drawn.filter(([, value]) => value !== undefined))
}

function drawNumber(said: Record<string, unknown>, random: Random): number {
  const least = requirement(said, 'min_value') ?? 0
  const most = requirement(said, 'max_value') ?? Number.MAX_SAFE_INTEGER
  const ordinary = least + random.below(Math.min(20, most - least + 1))
  return random.chance(0.6)
    ? ordinary
    : random.pick([least, most, least + random.below(Math.min(1e9, most - least + 1))])
}

function drawText({ schema, key, random, things }: Draw, said: Record<string, unknown>): string {
  const kinds = actionsOf(said).map(({ type }) => type)
  if (things.has(key) && random.chance(0.8)) {
    const known = things.pick(key, random)
    if (typeof known === 'string' && v.is(schema, known)) return known
  }
  if (kinds.includes('uuid')) return random.id()
  if (kinds.includes('iso_timestamp')) return random.pick(random.chance(0.6) ? ordinaryInstants : oddInstants)
  if (kinds.includes('regex') || kinds.includes('iso_date') || random.chance(0.2)) {
    const found = random.shuffled([...ordinaryWords, ...oddInstants, ...oddTexts]).find((text) => v.is(schema, text))
    if (found !== undefined) return found
  }
  return writtenText(random, Math.min(20_000, requirement(said, 'max_length') ?? 100))
}

/** Mostly short; now and then as long as it may be. */
function writtenText(random: Random, most: number): string {
  const length = random.chance(0.05) ? most : random.below(Math.min(most, 120)) + 1
  let text = ''
  while (text.length < length) text += random.pick(ordinaryPieces)
  return text.slice(0, length)
}

function requirement(said: Record<string, unknown>, type: string): number | undefined {
  const found = actionsOf(said).findLast((action) => action.type === type)?.requirement
  return typeof found === 'number' ? found : undefined
}

/** What was piped behind the schema; a pipe may hold another one. */
function actionsOf(said: Record<string, unknown>): { type: string; requirement?: unknown }[] {
  return listOf(said['pipe']).flatMap((item) => {
    if (!isRecord(item)) return []
    if (item['kind'] === 'schema') return actionsOf(item)
    return typeof item['type'] === 'string' ? [{ type: item['type'], requirement: item['requirement'] }] : []
  })
}

function isSchema(value: unknown): value is v.GenericSchema {
  return isRecord(value) && value['kind'] === 'schema'
}
