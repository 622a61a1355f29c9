import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { routes, type RouteName } from '#contract/routes.ts'
import { routeNames } from './server/goodInputs.ts'

const orderId = '0190a0c4-7d3a-7000-8000-000000000000'
const amount = { minor: 100, currency: 'RUB' }
const takes = (name: RouteName, input: object) => v.is(routes[name].input, input)
const audit = (from: string) => takes('listAudit', { from })
const payment = (documentDate: string, minor = 100) =>
  takes('recordPayment', { orderId, documentNumber: '17', documentDate, amount: { ...amount, minor } })

describe('what the calendar or PostgreSQL does not have is no input', () => {
  it.each([
    ['2026-02-31T00:00:00Z', false],
    ['0000-01-01T00:00:00Z', false],
    ['1999-12-31T23:59:59Z', false],
    ['2101-01-01T00:00:00Z', false],
    ['2026-11-20T09:00:00+23:59', false],
    ['2026-11-20T09:00:00+14:01', false],
    ['2026-11-20 09:00:00Z', false],
    ['2026-11-20T09:00:00+03', false],
    ['2026-11-20T09:00:00+14:00', true],
    ['2026-11-20T09:00:00-13:59', true],
    ['2028-02-29T23:59:59.123456Z', true],
  ])('the instant %s: %s', (text, isTaken) => {
    expect(audit(text)).toBe(isTaken)
  })

  it.each([
    ['2026-02-31', false],
    ['2026-02-29', false],
    ['0000-01-01', false],
    ['1999-12-31', false],
    ['2026-13-01', false],
    ['2028-02-29', true],
    ['2026-11-20', true],
  ])('the day %s: %s', (text, isTaken) => {
    expect(payment(text)).toBe(isTaken)
  })
})

it('Q2 no payment is above ten billion roubles', () => {
  expect(payment('2026-11-20', 1_000_000_000_000)).toBe(true)
  expect(payment('2026-11-20', 1_000_000_000_001)).toBe(false)
})

describe('every route that', () => {
  it('takes a time takes it from where it is checked fully', () => {
    const unchecked = routeNames.flatMap((name) =>
      partsOf(routes[name].input)
        .filter((part) => actionsOf(part).some(({ type }) => type === 'iso_timestamp' || type === 'iso_date'))
        .filter((part) => !actionsOf(part).some(({ message }) => /is not between 2000 and 2100/.test(String(message))))
        .map(() => name),
    )

    expect(unchecked).toEqual([])
  })

  it('takes money takes no more than there may be', () => {
    const unbounded = routeNames.filter((name) =>
      partsOf(routes[name].input).some(
        ({ entries }) =>
          isRecord(entries) &&
          'minor' in entries &&
          !actionsOf(entries['minor']).some(({ type }) => type === 'max_value'),
      ),
    )

    expect(unbounded).toEqual([])
  })

  it('control: a time with its pattern alone and money without an end are found', () => {
    const loose = v.strictObject({ at: v.pipe(v.string(), v.isoTimestamp()), minor: v.number() })
    const parts = partsOf(loose)

    expect(parts.flatMap(actionsOf).map(({ type }) => type)).toContain('iso_timestamp')
    expect(parts.some(({ entries }) => isRecord(entries) && 'minor' in entries)).toBe(true)
  })
})

type Part = Record<string, unknown>

function isRecord(value: unknown): value is Part {
  return typeof value === 'object' && value !== null
}

/** A schema and everything that it is made of; what a pipe begins with belongs to the pipe. */
function partsOf(schema: unknown): Part[] {
  if (!isRecord(schema)) return []
  const { entries, item, items, options, wrapped, key, value, pipe } = schema
  const inside = [
    ...(isRecord(entries) ? Object.values(entries) : []),
    ...(Array.isArray(items) ? items : []),
    ...(Array.isArray(options) ? options : []),
    item,
    wrapped,
    key,
    value,
    ...(Array.isArray(pipe) ? pipe.slice(1) : []),
  ]
  return [schema, ...inside.flatMap((part) => (isRecord(part) && part['kind'] === 'schema' ? partsOf(part) : []))]
}

function actionsOf(schema: unknown): Part[] {
  if (!isRecord(schema) || !Array.isArray(schema['pipe'])) return []
  const [first, ...rest] = schema['pipe']
  return [...(first === schema ? [] : actionsOf(first)), ...rest.filter(isRecord)].flatMap((one) =>
    one['kind'] === 'schema' ? actionsOf(one) : [one],
  )
}
