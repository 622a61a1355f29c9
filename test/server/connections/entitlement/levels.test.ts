import { expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { levelTable } from '#server/connections/entitlement/domain/levels.ts'

const moscow = (from: string, to: string) => ({
  aroundTheClock: false,
  timeZone: 'Europe/Moscow',
  hours: [{ weekdays: [1, 2, 3, 4, 5], from, to }],
})
const helpers = ['assistant', 'knowledge'] as const
const here = { kind: 'standard', level: 'standard' } as const

it('E1 tariffs that get the same share a row, filled from the standard desk’s regulation', () => {
  const table = levelTable(
    { standard: support24, partner: null, helpers: { standard: [...helpers], partner: [...helpers] } },
    here,
  )

  expect(table).toEqual([
    { levels: ['free'], assistant: true, knowledge: true, people: null, onDuty: null, isHere: false },
    {
      levels: ['basic', 'standard', 'professional'],
      assistant: true,
      knowledge: true,
      people: moscow('10:00', '19:00'),
      onDuty: null,
      isHere: true,
    },
    {
      levels: ['enterprise'],
      assistant: true,
      knowledge: true,
      people: expect.objectContaining({ aroundTheClock: true }),
      onDuty: { afterMinutes: 60 },
      isHere: false,
    },
    { levels: [], assistant: false, knowledge: false, people: null, onDuty: null, isHere: false },
  ])
})

it('E1 other hours in the regulation are other hours in the table', () => {
  const { office, ...calendars } = support24.calendars
  if (office === undefined) throw new Error('the preset has no office')
  const evening = { ...office, weekly: { ...office.weekly, 6: [['12:00', '14:00'] as [string, string]] } }
  const table = levelTable(
    {
      standard: { ...support24, calendars: { ...calendars, office: evening } },
      partner: null,
      helpers: { standard: [...helpers], partner: [...helpers] },
    },
    here,
  )

  expect(table[1]?.people?.hours).toContainEqual({ weekdays: [6], from: '12:00', to: '14:00' })
})

it('E1 with a partner the reader stands in the last row, with the partner’s own hours', () => {
  const table = levelTable(
    { standard: support24, partner: quantumMaintenance, helpers: { standard: [], partner: [] } },
    { kind: 'partner', level: 'free' },
  )

  expect(table.map(({ isHere }) => isHere)).toEqual([false, false, false, true])
  expect(table[3]).toMatchObject({ levels: [], people: moscow('09:00', '18:00') })
})

it('E1 E7 without a standard desk all tariffs are one row: assistant and articles', () => {
  const table = levelTable(
    { standard: null, partner: null, helpers: { standard: [], partner: [] } },
    { kind: 'selfService', level: 'professional' },
  )

  expect(table).toMatchObject([
    { levels: ['free', 'basic', 'standard', 'professional', 'enterprise'], people: null, onDuty: null, isHere: true },
    { levels: [], isHere: false },
  ])
})

it('E10 a helper that a desk does not have is in none of its rows, and of a partner that is not connected nothing is promised', () => {
  const table = levelTable(
    { standard: support24, partner: null, helpers: { standard: ['knowledge'], partner: [] } },
    here,
  )

  expect(table.map(({ assistant, knowledge }) => [assistant, knowledge])).toEqual([
    ...table.slice(1).map(() => [false, true]),
    [false, false],
  ])
})
