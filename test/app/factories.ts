import type { PromisedReaction } from '#contract/regulations/reactions.types.ts'
import type { Me } from '#contract/session.ts'
import type { ChannelsView, CodePreview, SupportView } from '#contract/connections/types.ts'
import type { Message, TicketEvent, TicketSummary, TicketView } from '#contract/tickets/types.ts'
import { newId } from '#app/lib/newId.ts'

/** Things of the contract; a test says only what matters to it. */
export const ids = {
  ticket: '01990000-0000-7000-8000-000000000001',
  otherTicket: '01990000-0000-7000-8000-000000000002',
  desk: '01990000-0000-7000-8000-0000000000d1',
  partner: '01990000-0000-7000-8000-0000000000d2',
}
export const startedAt = '2026-11-20T09:00:00.000Z'

export function meOf(changes: Partial<Me> = {}): Me {
  return {
    person: { userId: 1, name: 'Анна Орлова', photo: null },
    memberId: 'member1',
    portalName: 'ООО «Ромашка»',
    language: 'ru',
    isPortalAdmin: true,
    isInstalled: true,
    client: { role: 'admin' },
    desk: null,
    foreignDesk: null,
    helpers: [],
    ...changes,
  }
}

export const deskMe = (changes: Partial<Me> = {}): Me =>
  meOf({
    person: { userId: 7, name: 'Игорь Белов', photo: null },
    memberId: 'deskmember',
    client: null,
    desk: { deskId: ids.desk, name: 'Поддержка', kind: 'standard', role: 'agent' },
    ...changes,
  })

export function summaryOf(changes: Partial<TicketSummary> = {}): TicketSummary {
  return {
    ticketId: ids.ticket,
    number: 'OP-1042',
    subject: 'Не приходят письма',
    status: 'inProgress',
    closeReason: null,
    deferral: null,
    declinedFor: null,
    lock: null,
    deskId: ids.desk,
    deskName: 'Стандартная поддержка',
    memberId: 'member1',
    clientName: null,
    portalName: 'ООО «Ромашка»',
    openedBy: 'Анна Орлова',
    openedAt: startedAt,
    lastAt: startedAt,
    assignee: null,
    lastSeq: 1,
    readSeq: 1,
    preview: 'Здравствуйте',
    queue: null,
    ...changes,
  }
}

export function viewOf(changes: Partial<TicketView> = {}): TicketView {
  return {
    summary: summaryOf(),
    side: 'client',
    can: ['write'],
    otherSideRead: 0,
    mergedInto: null,
    links: [],
    client: null,
    ...changes,
  }
}

export const clientAuthor = { side: 'client', userId: 1, name: 'Анна Орлова' } as const
export const deskAuthor = { side: 'desk', userId: 7, name: 'Игорь Белов' } as const

export function sent(seq: number, changes: Partial<Message> = {}): Extract<TicketEvent, { type: 'message.sent' }> {
  const at = changes.at ?? instant(seq)
  const message: Message = {
    messageId: newId(),
    seq,
    publicSeq: seq,
    author: deskAuthor,
    kind: 'public',
    isQuestion: false,
    text: `сообщение ${seq}`,
    at,
    editedAt: null,
    isDeleted: false,
    ...changes,
  }
  return { type: 'message.sent', seq, at, by: message.author, message }
}

export const opened = (seq = 1): TicketEvent => ({
  type: 'ticket.opened',
  seq,
  at: instant(seq),
  by: clientAuthor,
  number: 'OP-1042',
  subject: 'Не приходят письма',
})

export const edited = (seq: number, messageId: string, text: string): TicketEvent => ({
  type: 'message.edited',
  seq,
  at: instant(seq),
  by: deskAuthor,
  messageId,
  text,
  editedAt: instant(seq),
})

export const deleted = (seq: number, messageId: string): TicketEvent => ({
  type: 'message.deleted',
  seq,
  at: instant(seq),
  by: deskAuthor,
  messageId,
})

export const locked = (seq: number): TicketEvent => ({
  type: 'ticket.locked',
  seq,
  at: instant(seq),
  by: { side: 'system', userId: null, name: 'Опора' },
  reason: 'partner_connected',
})

/** Events are a second apart. */
export const instant = (seq: number): string => new Date(Date.parse(startedAt) + seq * 1000).toISOString()

const moscowWeek = [{ weekdays: [1, 2, 3, 4, 5], from: '10:00', to: '19:00' }]

const office = { aroundTheClock: false, timeZone: 'Europe/Moscow', hours: moscowWeek }
const always = {
  aroundTheClock: true,
  timeZone: 'Europe/Moscow',
  hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
}
const selfService = { assistant: true, knowledge: true, people: null, onDuty: null, isHere: false }

/** The table of `support24`, read by a portal with people in office hours. */
export const levelRows: SupportView['levels'] = [
  { ...selfService, levels: ['free'] },
  { ...selfService, levels: ['basic', 'standard', 'professional'], people: office, isHere: true },
  { ...selfService, levels: ['enterprise'], people: always, onDuty: { afterMinutes: 60 } },
  { ...selfService, levels: [] },
]

export function channelsIn(changes: Partial<ChannelsView> = {}): ChannelsView {
  return {
    edition: 'cloud',
    official: ['app'],
    talkingOnly: [],
    choices: [],
    messenger: null,
    isMessengerConnected: false,
    ...changes,
  }
}

export function supportOf(changes: Partial<SupportView> = {}): SupportView {
  return {
    portalName: 'ООО «Ромашка»',
    licence: 'pro100',
    edition: 'cloud',
    licenceCheckedAt: startedAt,
    licenceIsStale: false,
    licenceHoldsUntil: null,
    tariffChange: null,
    at: startedAt,
    levels: levelRows,
    channels: channelsIn(),
    awaits: null,
    entitlement: {
      kind: 'standard',
      reason: 'tariff',
      deskId: ids.desk,
      deskName: 'Стандартная поддержка',
      level: 'professional',
      helpers: ['assistant', 'knowledge', 'people'],
      people: {
        entitled: true,
        now: true,
        until: new Date(Date.now() + 3 * 3_600_000).toISOString(),
        from: null,
        isFinal: true,
        aroundTheClock: false,
        timeZone: 'Europe/Moscow',
        hours: moscowWeek,
      },
      onDuty: null,
      unavailable: [{ what: 'onDuty', reason: 'not_enterprise' }],
    },
    connection: null,
    termsChange: null,
    formerDesks: [],
    accountDesks: [],
    standardDeskName: 'Стандартная поддержка',
    canSwitch: true,
    stateToken: 'state-1',
    ...changes,
  }
}

export const connected = (): SupportView => {
  const support = supportOf()
  return {
    ...support,
    entitlement: {
      ...support.entitlement,
      kind: 'partner',
      reason: 'connected',
      deskId: ids.partner,
      deskName: 'Партнёр «Альфа»',
      helpers: ['people'],
      unavailable: [{ what: 'assistant', reason: 'partner_answers' }],
    },
    connection: {
      connectionId: newId(),
      deskId: ids.partner,
      deskName: 'Партнёр «Альфа»',
      since: startedAt,
      activatedBy: 'Анна Орлова',
      endsAt: null,
    },
    stateToken: 'state-2',
  }
}

/** A first answer to any ticket, in so many hours of working time; null promises none. */
export function withinHours(hours: number | null): PromisedReaction {
  const within = hours === null ? null : { by: 'time' as const, minutes: hours * 60, isAlways: false }
  return { categories: null, priorities: null, within }
}

export function previewOf(changes: Partial<CodePreview> = {}): CodePreview {
  return {
    deskId: ids.partner,
    deskName: 'Партнёр «Альфа»',
    timeZone: 'Europe/Moscow',
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
    clientStatus: 1,
    quantumMinutes: 10,
    plans: [
      {
        code: 'subscription',
        name: { ru: 'Абонемент', uk: 'Абонемент', en: 'Subscription' },
        reactions: [withinHours(1)],
        currency: 'RUB',
        leastQuanta: 30,
        valid: { unit: 'days', count: 90 },
        quantumPriceMinor: 50_000,
        sizes: [],
        limitQuanta: null,
      },
    ],
    reactions: [withinHours(null)],
    withoutTarget: null,
    locksTickets: 2,
    locksDeskName: 'Стандартная поддержка',
    unlocksTickets: 0,
    stateToken: 'state-1',
    ...changes,
  }
}
