import { unseenNotices } from './notices.ts'
import type { SupportView } from '#contract/connections/types.ts'
import { askedOf } from '#contract/tickets/intake.types.ts'
import type { TicketSummary } from '#contract/tickets/types.ts'
import {
  channelsIn,
  connected,
  ids,
  levelRows,
  previewOf,
  startedAt,
  summaryOf,
  supportOf,
} from '#test/app/factories.ts'
import { aDeferral, petro, uuid } from '#test/app/deskFactories.ts'
import type { Answers } from '#test/app/page.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'

/** Until when people answer today, by the pages' clock. */
const until = '2026-11-22T16:00:00.000Z'
const { entitlement } = connected()
/** A client that a partner helps and another one helped before. */
const partner: SupportView = {
  ...connected(),
  entitlement: { ...entitlement, people: { ...entitlement.people, until } },
  levels: [...levelRows.slice(0, 3).map((row) => ({ ...row, isHere: false })), { ...lastLevel(), isHere: true }],
  formerDesks: [{ deskId: uuid(8), deskName: 'Партнёр «Дельта»', leftAt: '2026-10-02T09:00:00.000Z' }],
  accountDesks: [{ deskId: uuid(8), deskName: 'Партнёр «Дельта»' }],
}

function lastLevel(): SupportView['levels'][number] {
  const [row] = levelRows.slice(-1)
  if (row === undefined) throw new Error('There are no levels')
  return { ...row, people: { aroundTheClock: false, timeZone: 'Europe/Moscow', hours: [] } }
}

const noPeople = { ...supportOf().entitlement.people, entitled: false, now: false, until: null, hours: [] }

/** A portal whose tariff has fallen to free: an assistant and articles are left. */
export const poor: SupportView = supportOf({
  licence: 'free',
  helpAddress: 'https://opora.example/help/vector',
  tariffChange: { from: 'professional', to: 'free', at: startedAt },
  channels: null,
  entitlement: {
    kind: 'selfService',
    reason: 'free_tariff',
    deskId: null,
    deskName: null,
    level: 'free',
    helpers: ['assistant', 'knowledge'],
    people: noPeople,
    onDuty: null,
    unavailable: [
      { what: 'people', reason: 'free_tariff' },
      { what: 'onDuty', reason: 'not_enterprise' },
    ],
  },
  levels: levelRows.map((row) => ({ ...row, isHere: row.levels.includes('free') })),
})

/** A portal whose tariff has risen to enterprise: around the clock, and on-duty. */
export const rich: SupportView = supportOf({
  licence: 'ent250',
  licenceIsStale: true,
  licenceHoldsUntil: '2026-11-27T09:00:00.000Z',
  tariffChange: { from: 'professional', to: 'enterprise', at: startedAt },
  channels: channelsIn({ official: ['app', 'email', 'phone'], talkingOnly: ['telegram'] }),
  entitlement: {
    ...supportOf().entitlement,
    level: 'enterprise',
    people: { ...supportOf().entitlement.people, aroundTheClock: true, until: null },
    onDuty: { afterMinutes: 60 },
    unavailable: [],
  },
  levels: levelRows.map((row) => ({ ...row, isHere: row.levels.includes('enterprise') })),
})

/** A client that a partner helps and that has bought nothing yet. */
export const unpaid: SupportView = { ...partner, awaits: 'nothingBought', formerDesks: [] }

const ticket = (number: number, changes: Partial<TicketSummary>): TicketSummary =>
  summaryOf({
    ticketId: uuid(300 + number),
    number: `OP-${1040 + number}`,
    subject: 'Hello',
    preview: '`503`',
    ...changes,
  })

/** One ticket in each state that a list shows. */
export const tickets: TicketSummary[] = [
  ticket(2, { ticketId: ids.ticket, subject: 'Invoice printing', assignee: petro, lastSeq: 18, readSeq: 12 }),
  ticket(3, { subject: 'A rather long subject of a ticket that does not fit into one line', status: 'queued' }),
  ticket(4, { subject: 'Mail', status: 'waitingForClient', lastSeq: 140, readSeq: 1 }),
  ticket(5, { subject: 'Disk', status: 'deferred', deferral: aDeferral({ liftedBy: 'clientMessage' }) }),
  ticket(6, { subject: 'Telephony', status: 'resolved' }),
  ticket(7, { subject: 'Old ticket', ticketId: ids.otherTicket, lock: 'partner_connected' }),
  ticket(8, { subject: 'Lost mail', lock: 'free_tariff', status: 'assistant' }),
]

/** What a client's pages ask, whichever is open. */
export const clientAnswers: Answers = {
  readSupport: () => partner,
  listTickets: () => ({ tickets, nextCursor: null }),
  readShownNotices: () => unseenNotices,
  readAnnouncements: () => ({ announcements: [] }),
  readAssistant: () => ({ isOn: true, attempts: 3, maySkip: false }),
  readNewIntake: () => ({ fields: askedOf(quantumMaintenance.intake.fields), product: null }),
  readNewKinds: () => ({ categories: quantumMaintenance.categories, priorities: quantumMaintenance.priorities }),
  previewCode: () => preview,
  readPartnerSearch: () => ({ obstacle: 'partner_connected', request: null }),
}

const from = '2026-12-20T09:00:00.000Z'
/** The partner's terms are about to change. */
export const newTerms: Answers = {
  readSupport: () => ({ ...partner, termsChange: { from, isComing: true } }),
  readTermsChange: () => ({
    change: {
      version: 3,
      from,
      isComing: true,
      deskName: 'Партнёр «Альфа»',
      changes: [
        { place: 'calendars.office.weekly.6', before: '[]', after: '[["10:00","14:00"]]' },
        { place: 'plans.online.sold.quantumPrices.0.minor', before: '100000', after: '120000' },
        { place: 'noticeDays', before: '30', after: '14' },
      ],
      document: quantumMaintenance,
    },
  }),
}

const preview = previewOf({
  locksTickets: 3,
  unlocksTickets: 1,
  plans: quantumMaintenance.plans.map(({ code, title }) => ({
    code,
    name: title,
    reactions: promisedReactions(saasSupport, null),
    currency: 'RUB',
    leastQuanta: 30,
    valid: { unit: 'days', count: 90 },
    quantumPriceMinor: 55_000,
    sizes: [],
    limitQuanta: null,
  })),
})
