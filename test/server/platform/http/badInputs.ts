import * as v from 'valibot'
import { routes, type RouteName } from '#contract/routes.ts'

export type BadInput = { how: string; body: unknown }

const wrongValues: [string, unknown][] = [
  ['null', null],
  ['a number', 12.5],
  ['a huge number', 1e300],
  ['a negative number', -1],
  ['true', true],
  ['a list', ['x']],
  ['an object', { x: 1 }],
  ['an empty text', ''],
  ['a text of 30,000 letters', 'я'.repeat(30_000)],
  ['a NUL', 'a\0b'],
  ['half of a surrogate pair', 'a\uD800b'],
  ['an id of nobody', '00000000-0000-4000-8000-000000000000'],
  ['almost an id', '------------------------------------'],
  ['an instant that no calendar has', '2031-02-03T00:00:00+05'],
  ['a cursor of nowhere', '99999999999999_00000000-0000-4000-8000-000000000000'],
  ['a cursor that is none', '1_------------------------------------'],
  ['SQL', "' or 1 = 1 --"],
]

/** Everything wrong that can be said to one route, made from an input that it takes; also in what the input leaves out. */
export function badInputsOf(name: RouteName, good: object): BadInput[] {
  const { input } = routes[name]
  const optional = 'entries' in input ? Object.keys(input.entries).filter((key) => !(key in good)) : []
  return [...badInputs(good), ...optional.flatMap((key) => wrongAt(good, key))]
}

function badInputs(good: object): BadInput[] {
  const whole: BadInput[] = [null, [], 'text', 7, true, [good]].map((body) => ({
    how: `the whole input is ${JSON.stringify(body).slice(0, 20)}`,
    body,
  }))
  const extra = { how: 'a key that the contract does not know', body: { ...good, isAdmin: true } }
  return [...whole, extra, ...Object.keys(good).flatMap((key) => brokenAt(good, key))]
}

function brokenAt(good: object, key: string): BadInput[] {
  const { [key]: kept, ...rest } = { ...good } as Record<string, unknown>
  const nested = isObject(kept)
    ? badInputs(kept).map(({ how, body }) => ({ how: `${key}: ${how}`, body: { ...good, [key]: body } }))
    : []
  return [{ how: `${key} is missing`, body: rest }, ...wrongAt(good, key), ...nested]
}

function wrongAt(good: object, key: string): BadInput[] {
  return wrongValues.map(([how, value]) => ({ how: `${key} is ${how}`, body: { ...good, [key]: value } }))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTaken(name: RouteName, body: unknown): boolean {
  return v.safeParse(routes[name].input, body).success
}
