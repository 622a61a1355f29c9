import type { Evidence } from '#contract/sla/evidence.types.ts'
import type { SlaView } from '#contract/sla/types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import type { ClockEvent, ClockHappening } from '#server/sla/domain/clockEvents.ts'
import { nothingFolded } from '#server/sla/domain/clockProjection.ts'
import { termsFrom } from '#server/sla/domain/clockTerms.ts'
import { evidenceOf, type WhichClock } from '#server/sla/domain/evidence.ts'
import { withRemoteWork } from '#server/sla/domain/evidenceFacts.ts'
import { replay } from '#server/sla/domain/ticketClocks.ts'
import { promisedFor } from '#server/sla/domain/unclassified.ts'
import { presentSla } from '#server/sla/sla.present.ts'
import { ids } from '#test/app/factories.ts'
import type { Answers } from '#test/app/page.ts'

/** The clocks of an incident, counted by the product itself: over a night, with a question to the client and a later priority. */
const terms = termsFrom(saasSupport)
const until = new Date('2026-11-22T09:00:00.000Z')
const subject = { category: 'incident', priority: 'high', plans: [], coupon: false } as const
const promised = (priority: 'high' | 'critical', at: string) =>
  promisedFor({ ...subject, plans: [], priority }, terms, new Date(at))

const steps: [at: string, happening: ClockHappening][] = [
  ['2026-11-20T16:30:00.000Z', { type: 'created', promised: null }],
  ['2026-11-20T16:30:01.000Z', { type: 'queued', promised: promised('high', '2026-11-20T16:30:01.000Z') }],
  ['2026-11-21T05:20:00.000Z', { type: 'agentMessage', isQuestion: true }],
  ['2026-11-21T05:20:01.000Z', { type: 'waitingForClient' }],
  ['2026-11-21T10:00:00.000Z', { type: 'clientMessage' }],
  ['2026-11-21T10:00:01.000Z', { type: 'inProgress' }],
  ['2026-11-22T08:00:00.000Z', { type: 'retargeted', promised: promised('critical', '2026-11-22T08:00:00.000Z') }],
]
const history: ClockEvent[] = steps.map(([at, happening], seq) => ({ at: new Date(at), seq, ...happening }))

function viewFor(side: 'client' | 'desk'): SlaView {
  const folded = { ...nothingFolded, uptoSeq: steps.length, clocks: replay(history) }
  const ticket = {
    ticketId: ids.ticket,
    number: 'OP-1042',
    memberId: 'member1',
    deskId: ids.desk,
    version: 1,
    status: 'inProgress',
    lock: null,
    category: 'incident',
    priority: 'critical',
    wish: null,
    awaitsPayment: false,
    folded,
    terms,
  } as const
  return presentSla(ticket, { regulation: saasSupport, level: 'basic', side, at: until })
}

function evidence(which: WhichClock): Evidence {
  const found = evidenceOf(history, which, terms.calendars, until)
  if (found === null) throw new Error(`${which.kind} never started`)
  return withRemoteWork(found, [
    {
      tool: 'rudesktop',
      startedAt: new Date(until.getTime() - 90 * 60_000),
      endedAt: new Date(until.getTime() - 50 * 60_000),
    },
    { tool: 'other', startedAt: new Date(until.getTime() - 5 * 60_000), endedAt: null },
  ])
}

export function slaAnswers(side: 'client' | 'desk'): Answers {
  return {
    readSla: () => viewFor(side),
    readEvidence: ({ clock, round }) => evidence({ kind: clock, round }),
    readKinds: () => ({ categories: saasSupport.categories, priorities: saasSupport.priorities }),
  }
}
