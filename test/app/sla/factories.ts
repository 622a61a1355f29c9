import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { ClockView, SlaView, TicketKinds } from '#contract/sla/types.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'

export const ownTitles = {
  categories: [{ code: 'incident' as const, title: { ru: 'Авария', uk: 'Аварія', en: 'Outage' } }],
  priorities: [{ code: 'high' as const, title: { ru: 'Срочно', uk: 'Терміново', en: 'Urgent' } }],
}

export type ClockState = ClockView['state']

export function aClock(changes: Partial<ClockView> = {}): ClockView {
  return {
    clock: 'firstReaction',
    round: 0,
    startedAt: '2026-11-20T08:00:00Z',
    state: { status: 'running' },
    deadline: '2026-11-20T10:00:00Z',
    remainingSeconds: null,
    measured: null,
    isFinal: true,
    dayMinutes: null,
    timeZone: 'Europe/Moscow',
    promises: [],
    ...changes,
  }
}

export function aSla(clocks: ClockView[], changes: Partial<SlaView> = {}): SlaView {
  const kind = { category: 'incident', priority: 'high' } as const
  const titles = kindTitlesOf(quantumMaintenance)
  const undecided = { wish: null, awaitsPayment: false }
  return {
    at: '2026-11-20T09:15:00Z',
    ...kind,
    titles,
    ...undecided,
    canClassify: true,
    clocks,
    withoutTarget: null,
    ...changes,
  }
}

type Promised = ClockView['promises'][number]

export function aPromise(changes: Partial<Promised> = {}): Promised {
  return {
    since: '2026-11-20T08:00:00Z',
    subject: { category: null, priority: null, plans: [], coupon: false },
    target: { by: 'time', minutes: 90, calendar: 'office' },
    deadline: '2026-11-20T09:30:00Z',
    outcome: 'open',
    ...changes,
  }
}

export function anEvidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    format: 'opora.evidence.1',
    clock: 'resolution',
    round: 0,
    until: '2026-11-20T09:00:00.000Z',
    calendars: {},
    history: [],
    startedAt: '2026-11-20T06:00:00.000Z',
    promises: [],
    strip: [
      segment('outsideHours', '06:00', '07:00', 0),
      segment('counted', '07:00', '08:00', 3_600),
      { ...segment('paused', '08:00', '08:30', 0), reason: 'waitingForClient' },
      segment('counted', '08:30', '09:00', 1_800),
    ],
    workingSeconds: 5_400,
    state: { status: 'running' },
    ...changes,
  }
}

type Segment = Evidence['strip'][number]

function segment(kind: Segment['kind'], from: string, to: string, workingSeconds: number): Segment {
  return { kind, reason: null, from: `2026-11-20T${from}:00Z`, to: `2026-11-20T${to}:00Z`, workingSeconds }
}

const words = (text: string) => ({ ru: text, uk: `${text} (uk)`, en: `${text} (en)` })
const kind = <Code extends string>(code: Code) => ({ code, title: words(code), meaning: words(`что значит ${code}`) })

/** A change is never urgent (T3). */
export const ticketKinds: TicketKinds = {
  categories: [
    { ...kind('incident'), priorities: ['low', 'critical'], usual: 'low' },
    { ...kind('changeRequest'), priorities: ['low'], usual: 'low' },
  ],
  priorities: [kind('low'), kind('critical')],
}
