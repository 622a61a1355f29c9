import { unseenNotices } from './notices.ts'
import { aReply } from '#test/app/replies/factories.ts'
import type { QuickReply } from '#contract/tickets/replies.types.ts'
import type { CodeMoment } from '#contract/connections/codes.types.ts'
import type { DeskView } from '#contract/connections/types.ts'
import type { TicketSummary, TicketView } from '#contract/tickets/types.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { channelsIn } from '#test/app/factories.ts'
import {
  aDeferral,
  someReasons,
  aCode,
  aConnection,
  aDesk,
  aMember,
  anna,
  aStaff,
  aTicket,
  aTicketView,
  petro,
  uuid,
} from '#test/app/deskFactories.ts'
import type { Answers } from '#test/app/page.ts'
import { aView } from './regulation.ts'

const { plans, clientStatuses } = quantumMaintenance

const inQueue = {
  category: 'incident',
  priority: 'critical',
  wish: null,
  queuedAt: '2026-11-22T07:00:00.000Z',
  rank: 0,
} as const
const ticket = (number: number, changes: Partial<TicketSummary>): TicketSummary =>
  aTicket({
    ticketId: uuid(300 + number),
    number: `OP-${1042 + number}`,
    subject: 'Hello',
    preview: '`503`',
    ...changes,
  })

/** One ticket in each state that a queue shows: late, due soon, without a deadline, somebody's, nobody's. */
export const queue: TicketSummary[] = [
  ticket(0, { subject: 'Invoice printing', queue: { ...inQueue, dueAt: '2026-11-22T08:40:00.000Z' }, lastSeq: 9 }),
  ticket(1, {
    subject: 'A rather long subject of a ticket that does not fit into one line',
    status: 'queued',
    assignee: null,
    queue: { ...inQueue, priority: 'high', dueAt: '2026-11-22T09:20:00.000Z' },
  }),
  ticket(2, { subject: 'Mail', status: 'waitingForClient', assignee: petro }),
  ticket(3, {
    subject: 'Disk',
    status: 'deferred',
    deferral: aDeferral({ isExpected: true, liftedBy: null }),
    assignee: petro,
    queue: { ...inQueue, priority: 'low', wish: 'critical', rank: 9, dueAt: null },
  }),
  ticket(4, { subject: 'Telephony', status: 'resolved' }),
  ticket(5, { subject: 'Left', lock: 'left_desk' }),
]

/** The first ticket of the queue as the desk's people see it. */
/** What a lead may do with a ticket that somebody works on. */
const allActs: TicketView['can'] = [
  'write',
  'note',
  'ask',
  'assign',
  'resolve',
  'decline',
  'outOfScope',
  'defer',
  'contact',
  'split',
  'merge',
]

export function openTicketOf(changes: Partial<TicketView> = {}): TicketView {
  const view = aTicketView({ can: allActs, ...changes })
  const [summary = view.summary] = queue
  return { ...view, summary, client: view.client === null ? null : { ...view.client, licence: 'pro100' }, ...changes }
}

const night = [{ from: '2026-11-22T15:00:00.000Z', until: '2026-11-23T06:00:00.000Z' }]
/** People are promised at night, and nobody is there. */
const uncovered: DeskView['uncovered'] = [
  { who: 'people', levels: ['enterprise'], spans: night, minutes: 900 },
  { who: 'onDuty', levels: ['professional', 'enterprise'], spans: night, minutes: 900 },
]

/** What every page of a desk asks, and what its sections ask besides: a desk that sells its time. */
export const deskAnswers: Answers = {
  readShownNotices: () => unseenNotices,
  readWaitingLetters: () => ({ waiting: 0, overdue: 0 }),
  readManager: () => ({ manager: null }),
  readDesk: () =>
    aDesk({
      uncovered,
      plans: plans.map(({ code, title }) => ({ code, title })),
      kinds: kindTitlesOf(quantumMaintenance),
      clientStatuses: clientStatuses.map(({ status, title, meaning }) => ({ status, title, meaning })),
    }),
  listQueue: () => ({ tickets: queue, nextCursor: null, order: 'deadline' }),
  readViews: () => ({
    views: [
      { viewId: uuid(400), name: 'VIP', query: { filter: 'open', order: 'queue', priority: 'critical' } },
      { viewId: uuid(401), name: 'CRM 2026', query: { filter: 'all', order: 'newest' } },
    ],
  }),
  readReplies: () => ({ replies: quickReplies, canEditDesk: true }),
  readReplyHours: () => ({ hours: { timeZone: 'Europe/Moscow', spans: [{ from: '09:00', until: '18:00' }] } }),
  readStaff: () => staff,
  listConnections: () => ({ connections }),
  countAudience: () => ({ reached: 12, served: 40 }),
  listCodes: () => ({ codes, nextCursor: null }),
  readCodeLife: () => ({ moments }),
  readRegulation: () => aView,
  readHandover: () => ({ handover: null }),
  readPhrasingHelp: () => ({ isOn: false }),
  readNamedAnswer: () => ({ isAsked: true, named: null }),
  readReasons: () => someReasons({ clientLanguage: 'en' }),
}

const quickReplies: QuickReply[] = [
  aReply({ scope: 'own', title: 'Thanks', text: 'Thank you, {{client}}! {{agent}}, {{desk}}' }),
  aReply({ title: 'Logs', text: 'Please send the logs for ticket {{number}}.\n\nWe answer {{hours}}.' }),
  aReply({
    title: 'A_very_long_title_without_a_single_blank_that_has_to_go_on_in_the_next_line',
    text: 'x'.repeat(400),
  }),
]

const connections = [
  aConnection(),
  aConnection({
    connectionId: uuid(201),
    memberId: 'mint',
    clientName: 'ООО «Мята»',
    portalName: 'mint.example',
    plans: ['subscription', 'prepaid'],
    channels: channelsIn({ edition: 'box', choices: ['telegram', 'whatsapp', 'max'], talkingOnly: ['phone'] }),
  }),
  aConnection({
    connectionId: uuid(202),
    memberId: 'fern',
    clientName: null,
    portalName: 'fern.example',
    endsAt: '2026-12-20T09:00:00.000Z',
    version: 2,
    planned: { version: 4, from: '2027-01-05T09:00:00.000Z' },
  }),
  aConnection({
    connectionId: uuid(203),
    memberId: 'oak',
    clientName: null,
    portalName: 'oak.example',
    endedAt: '2026-11-01T09:00:00.000Z',
    endedReason: 'client_left',
  }),
]

const at = '2026-11-21T09:00:00.000Z'
const codes = [
  aCode({ used: 1, maxUses: 3, plans: ['subscription'], note: 'CRM-17', sent: { at, by: anna.name, people: 2 } }),
  aCode({ codeId: uuid(101), lastGroup: '2M9X', portal: null, state: 'usedUp', used: 1 }),
  aCode({ codeId: uuid(102), lastGroup: 'H7QK', state: 'expired', expiresAt: at }),
  aCode({
    codeId: uuid(103),
    lastGroup: '4TVB',
    state: 'revoked',
    revokedAt: at,
    sent: { at, by: anna.name, people: null },
  }),
]
const moments: CodeMoment[] = [
  { type: 'issued', at, by: anna.name },
  { type: 'sent', at, by: anna.name },
  { type: 'delivered', at, people: 2 },
  { type: 'undelivered', at },
  { type: 'used', at, by: 'Иван Петров', clientName: 'ООО «Ромашка»', portalName: 'romashka.example' },
  { type: 'usedUp', at },
  { type: 'revoked', at, by: anna.name },
  { type: 'expired', at },
]

const [from, until] = ['2026-11-23T06:00:00.000Z', '2026-11-24T06:00:00.000Z']
const staff = aStaff({
  members: [
    aMember({ person: anna, role: 'owner', skills: ['CRM', 'SQL'], openTickets: 3 }),
    aMember({ idle: 'away', away: { from: at, until }, openTickets: 1 }),
    aMember({
      person: { userId: 3, name: 'Светлана Горина', photo: null },
      role: 'lead',
      idle: 'offShift',
      shifts: {
        1: [['10:00', '19:00']],
        2: [
          ['10:00', '14:00'],
          ['15:00', '19:00'],
        ],
        3: [],
        4: [],
        5: [],
        6: [],
        7: [],
      },
    }),
    aMember({ person: { userId: 4, name: 'Виктор Лаптев', photo: null }, getsTickets: false, idle: 'getsNone' }),
  ],
  duties: [{ dutyId: uuid(600), kind: 'standIn', person: petro, from, until }],
  onDuty: anna,
  rota: { version: 3, people: [anna, petro], weekday: 1, time: '09:00', confirmMinutes: 10 },
  shifts: [
    { from: '2026-11-22T09:00:00.000Z', until: from, onDuty: { person: anna, why: 'week' } },
    { from, until, onDuty: { person: petro, why: 'standIn' } },
    { from: until, until: '2026-11-30T06:00:00.000Z', onDuty: null },
    { from: '2026-11-30T06:00:00.000Z', until: '2027-01-17T09:00:00.000Z', onDuty: { person: anna, why: 'next' } },
  ],
  numbering: { prefix: 'PS', isUsed: true },
  assignment: 'leastLoaded',
  skillOf: { incident: 'SQL' },
})
