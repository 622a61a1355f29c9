import RegulationPage from '#app/regulation/RegulationPage.vue'
import type { RegulationView } from '#contract/regulations/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { specialDays } from '#server/calendar/calendarYear.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { someone } from '../deskFactories.ts'
import { openPage } from '../page.ts'
import type { Answers } from '../page.ts'

export const since = '2026-09-01T09:00:00.000Z'

/** As the server has it on the day of most scenes. */
export function outlooksOf({ calendars }: Regulation): RegulationView['inForce']['outlooks'] {
  const from = new Date('2026-11-28T09:00:00Z')
  return Object.fromEntries(
    Object.entries(calendars).map(([name, calendar]) => [
      name,
      { finalThrough: calendar.country === 'RU' ? 2027 : null, special: specialDays(calendar, { from, days: 183 }) },
    ]),
  )
}

export function aView(changes: Partial<RegulationView> = {}): RegulationView {
  return {
    inForce: { version: 1, effectiveAt: since, document: quantumMaintenance, outlooks: outlooksOf(quantumMaintenance) },
    coming: null,
    reactions: reactionsOf((changes.inForce ?? { document: quantumMaintenance }).document),
    versions: [
      {
        version: 1,
        state: 'inForce',
        effectiveAt: since,
        existingFrom: null,
        writtenBy: 'Анна Ковальчук',
        writtenAt: since,
        withdrawnBy: null,
        withdrawnAt: null,
      },
    ],
    lastVersion: 1,
    presets: ['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'],
    served: { channels: ['app'], helpers: [] },
    ...changes,
  }
}

const reactionsOf = (document: RegulationView['inForce']['document']): RegulationView['reactions'] =>
  document.plans.map(({ code }) => ({ planCode: code, reactions: promisedReactions(document, code) }))

export const aComing = {
  version: 2,
  effectiveAt: '2027-01-01T09:00:00.000Z',
  writtenBy: 'Пётр Сидоренко',
  changes: [
    { place: 'noticeDays', before: '30', after: '14' },
    { place: 'calendars.office.weekly.6', before: '[]', after: '[["10:00","14:00"]]' },
    { place: 'plans.online.title.uk', before: 'Супровід онлайн', after: 'Онлайн' },
  ],
  document: quantumMaintenance,
}

export function open(answers: Answers = {}, role: 'agent' | 'owner' = 'owner'): ReturnType<typeof openPage> {
  return openPage(RegulationPage, { me: someone(role), answers: { readRegulation: () => aView(), ...answers } })
}
