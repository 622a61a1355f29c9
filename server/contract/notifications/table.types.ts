import * as v from 'valibot'

/** Ways in which a notification reaches a person: in their Bitrix24, as a letter, in the page that they have open (D4). */
export const notificationChannels = ['bitrix24', 'mail', 'browser'] as const
export type NotificationChannel = (typeof notificationChannels)[number]

/** Whom of a client's portal (E2): who opened the ticket, its admins, and those whom it has named. */
export const clientReaderKinds = ['opener', 'admin', 'integrator', 'contact'] as const
export type ClientReaderKind = (typeof clientReaderKinds)[number]

/** Whom of a desk: whoever has the ticket, else everybody on shift; who answers for clients, for money; who is on duty (S6). */
export const deskReaderKinds = ['agent', 'shift', 'lead', 'owner', 'onDuty'] as const
export type DeskReaderKind = (typeof deskReaderKinds)[number]
export type ReaderKind = ClientReaderKind | DeskReaderKind

/** What a client's admin switches on and off together, for everybody of the portal. */
export const notificationGroups = ['answers', 'connection', 'billing'] as const
export type NotificationGroup = (typeof notificationGroups)[number]

/** How it is where a person has chosen nothing. `always`: it cannot be switched off; a channel that is not named cannot be had. */
export type Cell = 'on' | 'off' | 'always'
type Ways = Partial<Record<NotificationChannel, Cell>>
type Told<Kind extends string> = Partial<Record<Kind, Ways>>
type Row = {
  group: NotificationGroup | 'work'
  client: Told<ClientReaderKind>
  desk: Told<DeskReaderKind>
  /** Why something of it is `always`, or cannot be had at all. */
  because?: Reason
  /** Waits for nothing: neither gathered into one letter with others nor held back in quiet hours. */
  isUrgent?: true
}
export const reasons = ['secret', 'promise', 'timer'] as const
export type Reason = (typeof reasons)[number]

const inPortal = { bitrix24: 'on', mail: 'off', browser: 'off' } as const
const inPage = { bitrix24: 'on', mail: 'off', browser: 'on' } as const
const byMail = { bitrix24: 'on', mail: 'on', browser: 'off' } as const
const inPageByMail = { bitrix24: 'on', mail: 'on', browser: 'on' } as const
/** Contacts do not open the application (E2). */
const onlyInPortal = { bitrix24: 'on' } as const
const secret = { bitrix24: 'always' } as const
const alarm = { bitrix24: 'always', mail: 'on', browser: 'on' } as const

const wholeClient = { admin: byMail, integrator: inPortal, contact: onlyInPortal } as const
const inAppOnly = { admin: inPage, integrator: inPage } as const
const urgentNews = { admin: inPageByMail, integrator: inPage, contact: onlyInPortal } as const
const readersOfTicket = { opener: inPageByMail, admin: inPage, integrator: inPage, contact: onlyInPortal } as const
const agentOrShift = { agent: inPage, shift: inPage } as const
const leadAndOwner = { lead: inPortal, owner: inPortal } as const
const whoeverTakesUrgent = { agent: alarm, shift: alarm, lead: alarm } as const
const whoeverRegulationNames = { agent: alarm, shift: alarm, lead: alarm, owner: alarm, onDuty: alarm } as const

/**
 * D4: who is told of what, and how, where they have not chosen otherwise. What sends notifications goes by it, and the settings pages
 * show it. Whom of a desk an alarm tells the regulation says (S6).
 */
export const notificationTable = {
  'ticket.answered': { group: 'answers', client: readersOfTicket, desk: {} },
  'ticket.dateMoved': { group: 'answers', client: readersOfTicket, desk: {} },
  'ticket.written': { group: 'answers', client: {}, desk: agentOrShift },
  /** T8: of the note itself nothing is said. */
  'ticket.mentioned': { group: 'work', client: {}, desk: { shift: inPage } },
  /** T10: a special request waits for nobody. Its client is told who is responsible, by phone for details, in a letter besides. */
  'special.opened': { group: 'work', client: {}, desk: whoeverTakesUrgent, because: 'promise', isUrgent: true },
  'special.phone': {
    group: 'answers',
    client: { opener: inPageByMail, admin: inPageByMail },
    desk: {},
    isUrgent: true,
  },
  'sla.alarm': { group: 'work', client: {}, desk: whoeverRegulationNames, because: 'promise', isUrgent: true },
  'sla.missed': { group: 'work', client: {}, desk: whoeverRegulationNames, because: 'promise', isUrgent: true },
  /** D3: what the desk's monitors have noticed, and that it is over. */
  'incident.changed': { group: 'work', client: {}, desk: { ...agentOrShift, lead: inPageByMail }, isUrgent: true },
  /** E10: somebody is promised and nobody is there, in a week, in a day and now. */
  'rota.emptySoon': { group: 'work', client: {}, desk: { lead: inPage, owner: inPageByMail } },
  'rota.empty': { group: 'work', client: {}, desk: { lead: inPage, owner: inPageByMail }, isUrgent: true },
  /** I1: a mailbox that does not work any more: clients' mails wait. */
  'channel.broke': { group: 'work', client: {}, desk: { owner: inPageByMail }, isUrgent: true },
  'timer.asked': {
    group: 'work',
    client: {},
    desk: { agent: { bitrix24: 'always', browser: 'on' } },
    because: 'timer',
    isUrgent: true,
  },
  /** T11: up to the score that the regulation names. */
  'rating.low': { group: 'answers', client: {}, desk: { lead: inPage } },
  /** T11: whoever a letter is addressed to is told of it besides. A late one tells those who lead, and later the owner. */
  'letter.written': { group: 'answers', client: {}, desk: { agent: inPortal, lead: inPortal } },
  'letter.answered': { group: 'answers', client: { admin: inPage, integrator: inPage }, desk: {} },
  'letter.late': { group: 'answers', client: {}, desk: leadAndOwner },
  /** T9: an admin alone may give it; whoever writes there can take it back, and change what was wiped. */
  'access.asked': { group: 'answers', client: { admin: inPageByMail, integrator: inPage }, desk: {} },
  'access.given': { group: 'answers', client: {}, desk: agentOrShift },
  'access.refused': { group: 'answers', client: {}, desk: agentOrShift },
  'access.looked': { group: 'answers', client: { admin: inPage }, desk: {} },
  'access.ended': { group: 'answers', client: { admin: inPageByMail, integrator: inPage }, desk: {} },
  'connection.made': { group: 'connection', client: wholeClient, desk: { owner: inPortal } },
  'connection.noticeGiven': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionPlanned': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionBegan': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionKept': { group: 'connection', client: wholeClient, desk: {} },
  'connection.ended': { group: 'connection', client: wholeClient, desk: { owner: inPortal } },
  /** E7: its tariff became free, and where help is found without an application. */
  'tariff.dropped': { group: 'connection', client: wholeClient, desk: {} },
  /** A code is a secret: the others only read that it waits, where no admin can be reached (P8). */
  'code.sent': { group: 'connection', client: { admin: secret }, desk: {}, because: 'secret' },
  'code.waits': { group: 'connection', client: { integrator: secret, contact: secret }, desk: {}, because: 'secret' },
  /** E11: a request lies at a partner; what came of it. The client's admins are sent the code. */
  'partner.received': { group: 'connection', client: {}, desk: { owner: inPortal } },
  'partner.refused': { group: 'connection', client: {}, desk: { ...agentOrShift, lead: inPortal } },
  'partner.offered': { group: 'connection', client: {}, desk: { ...agentOrShift, lead: inPortal } },
  /** D3: to the clients that it is for. What is critical waits for nothing. */
  'announcement.published': { group: 'connection', client: { ...inAppOnly, contact: onlyInPortal }, desk: {} },
  'announcement.updated': { group: 'connection', client: { ...inAppOnly, contact: onlyInPortal }, desk: {} },
  'announcement.critical': { group: 'connection', client: urgentNews, desk: {}, isUrgent: true },
  'announcement.ended': { group: 'connection', client: { ...inAppOnly, contact: onlyInPortal }, desk: {} },
  /** D3: maintenance that nobody has ended in time. */
  'announcement.overdue': { group: 'work', client: {}, desk: { lead: inPage, owner: inPageByMail } },
  /** E7: somebody without a portal has asked on the desk's public page. */
  'help.asked': { group: 'work', client: {}, desk: { lead: inPage, owner: inPortal } },
  'calendar.adopted': { group: 'work', client: {}, desk: { owner: inPortal } },
  /** T10: that there is one, never the coupon itself, which its desk hands over; and what came back to it. */
  'coupon.issued': { group: 'billing', client: wholeClient, desk: {} },
  'coupon.refunded': { group: 'billing', client: wholeClient, desk: {} },
  'order.placed': { group: 'billing', client: wholeClient, desk: { owner: byMail } },
  'order.lapsed': { group: 'billing', client: wholeClient, desk: { owner: inPortal } },
  'order.cancelled': { group: 'billing', client: wholeClient, desk: { owner: inPortal } },
  'invoice.sent': { group: 'billing', client: wholeClient, desk: {} },
  'payment.recorded': { group: 'billing', client: wholeClient, desk: { owner: inPortal } },
  'payment.takenBack': { group: 'billing', client: wholeClient, desk: { owner: inPortal } },
  'quanta.low': { group: 'billing', client: wholeClient, desk: leadAndOwner },
  'package.ending': { group: 'billing', client: wholeClient, desk: leadAndOwner },
  'package.ended': { group: 'billing', client: wholeClient, desk: leadAndOwner },
  'service.interrupted': { group: 'billing', client: wholeClient, desk: leadAndOwner },
  'service.resumed': { group: 'billing', client: wholeClient, desk: leadAndOwner },
  'dispute.opened': { group: 'billing', client: {}, desk: { lead: inPortal } },
  'dispute.answered': { group: 'billing', client: wholeClient, desk: {} },
} as const satisfies Record<string, Row>

export type NotifiedEvent = keyof typeof notificationTable

const rows: Record<NotifiedEvent, Row> = notificationTable
export const notifiedEvents = Object.keys(notificationTable).filter(isNotified)

function isNotified(name: string): name is NotifiedEvent {
  return Object.hasOwn(notificationTable, name)
}

export function rowOf(event: NotifiedEvent): Row {
  return rows[event]
}

export function isClientKind(kind: ReaderKind): kind is ClientReaderKind {
  return clientReaderKinds.some((one) => one === kind)
}

/** How this event reaches people of this kind by default; null where it cannot. */
export function cellOf(event: NotifiedEvent, kind: ReaderKind, channel: NotificationChannel): Cell | null {
  const { client, desk } = rows[event]
  return (isClientKind(kind) ? client[kind] : desk[kind])?.[channel] ?? null
}

/** Whom of the client's portal an event may tell at all. */
export function clientReadersOf(event: NotifiedEvent): ClientReaderKind[] {
  return clientReaderKinds.filter((kind) => rows[event].client[kind] !== undefined)
}

/** Whom of the desk. */
export function deskReadersOf(event: NotifiedEvent): DeskReaderKind[] {
  return deskReaderKinds.filter((kind) => rows[event].desk[kind] !== undefined)
}

/** What a client is told of under one switch. */
export function clientEventsOf(group: NotificationGroup): NotifiedEvent[] {
  return notifiedEvents.filter((event) => rows[event].group === group && Object.keys(rows[event].client).length > 0)
}

/** Who of a client's portal is told now, by name. Without an admin among them nobody there has been seen as one lately (P8). */
export const clientReaders = v.array(
  v.strictObject({ name: v.string(), as: v.picklist(['admin', 'integrator', 'contact']) }),
)
export type ClientReaders = v.InferOutput<typeof clientReaders>
