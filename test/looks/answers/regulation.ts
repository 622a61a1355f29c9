import type { RegulationView } from '#contract/regulations/types.ts'
import { calendarYear, specialDays } from '#server/calendar/calendarYear.ts'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { Answers } from '#test/app/page.ts'

const office = calendarOf(quantumMaintenance, 'office')
const since = '2026-09-01T09:00:00.000Z'
const version = {
  existingFrom: null,
  writtenBy: 'Анна Ковальчук',
  writtenAt: since,
  withdrawnBy: null,
  withdrawnAt: null,
}
const changes = [
  { place: 'noticeDays', before: '30', after: '14' },
  { place: 'calendars.office.weekly.6', before: '[]', after: '[["10:00","14:00"]]' },
  { place: 'plans.online.sold.quantumPrices.1.minor', before: '100000', after: '120000' },
]

/** A version in force, one to come, one that is over and one that was taken back. */
export const aView: RegulationView = {
  inForce: {
    version: 2,
    effectiveAt: since,
    document: quantumMaintenance,
    outlooks: {
      office: {
        finalThrough: 2027,
        special: specialDays(office, { from: new Date('2026-11-28T09:00:00Z'), days: 90 }),
      },
    },
  },
  reactions: quantumMaintenance.plans.map(({ code }) => ({
    planCode: code,
    reactions: promisedReactions(quantumMaintenance, code),
  })),
  coming: {
    version: 4,
    effectiveAt: '2027-01-01T09:00:00.000Z',
    writtenBy: 'Пётр Сидоренко',
    changes,
    document: quantumMaintenance,
  },
  versions: [
    {
      ...version,
      version: 4,
      state: 'coming',
      effectiveAt: '2027-01-01T09:00:00.000Z',
      existingFrom: '2027-02-01T09:00:00.000Z',
    },
    {
      ...version,
      version: 3,
      state: 'withdrawn',
      effectiveAt: since,
      withdrawnBy: 'Анна Ковальчук',
      withdrawnAt: since,
    },
    { ...version, version: 2, state: 'inForce', effectiveAt: since },
    { ...version, version: 1, state: 'past', effectiveAt: '2026-08-01T09:00:00.000Z' },
  ],
  lastVersion: 4,
  served: { channels: ['app'], helpers: [] },
  presets: ['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'],
}

/** For the page on which the next version is written. */
export const editorAnswers: Answers = {
  readRegulation: () => ({ ...aView, coming: null }),
  checkRegulation: () => ({ changes, worse: changes.slice(0, 1), noticeDays: 30 }),
  readRegulationDocument: () => ({ document: quantumMaintenance, countries: ['KZ', 'RU', 'UA'] }),
  readCalendarYear: () => ({ days: calendarYear(office, 2027), isFinal: true }),
}
