import * as v from 'valibot'

/** Ways in which a notification reaches a person. */
export const notificationChannels = ['bitrix24'] as const
export type NotificationChannel = (typeof notificationChannels)[number]

/** Whom of a client's portal (E2): its admins, and those whom it has named. */
export const clientReaderKinds = ['admin', 'integrator', 'contact'] as const
export type ClientReaderKind = (typeof clientReaderKinds)[number]

/** Whom of a desk: whoever has the ticket, else everybody; who answers for clients, and for money. */
export const deskReaderKinds = ['assigneeOrStaff', 'lead', 'owner'] as const
export type DeskReaderKind = (typeof deskReaderKinds)[number]

/** What a client's admin switches on and off together. */
export const notificationGroups = ['answers', 'connection', 'billing'] as const
export type NotificationGroup = (typeof notificationGroups)[number]

type Told<Kind extends string> = Partial<Record<Kind, readonly NotificationChannel[]>>
type Row = { group: NotificationGroup; client: Told<ClientReaderKind>; desk: Told<DeskReaderKind> }

const inPortal = ['bitrix24'] as const
const wholeClient = { admin: inPortal, integrator: inPortal, contact: inPortal } as const
const leadAndOwner = { lead: inPortal, owner: inPortal } as const

/**
 * D4: who is told of what, and how. What sends notifications goes by it, and the settings page shows it. Alarms are not here: whom they
 * tell the regulation says (S6).
 */
export const notificationTable = {
  'ticket.answered': { group: 'answers', client: wholeClient, desk: {} },
  'ticket.dateMoved': { group: 'answers', client: wholeClient, desk: {} },
  'ticket.written': { group: 'answers', client: {}, desk: { assigneeOrStaff: inPortal } },
  /** T11: up to the score that the regulation names. */
  'rating.low': { group: 'answers', client: {}, desk: { lead: inPortal } },
  /** T11: whoever a letter is addressed to is told of it besides. A late one tells those who lead, and later the owner. */
  'letter.written': { group: 'answers', client: {}, desk: { lead: inPortal } },
  'letter.answered': { group: 'answers', client: { admin: inPortal, integrator: inPortal }, desk: {} },
  'letter.late': { group: 'answers', client: {}, desk: leadAndOwner },
  'connection.made': { group: 'connection', client: wholeClient, desk: { owner: inPortal } },
  'connection.noticeGiven': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionPlanned': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionBegan': { group: 'connection', client: wholeClient, desk: {} },
  'connection.versionKept': { group: 'connection', client: wholeClient, desk: {} },
  'connection.ended': { group: 'connection', client: wholeClient, desk: { owner: inPortal } },
  /** A code is a secret: the others only read that it waits, where no admin can be reached (P8). */
  'code.sent': { group: 'connection', client: { admin: inPortal }, desk: {} },
  /** E11: a request lies at a partner; what came of it. The client's admins are sent the code. */
  'partner.received': { group: 'connection', client: {}, desk: { owner: inPortal } },
  'partner.refused': { group: 'connection', client: {}, desk: { assigneeOrStaff: inPortal, lead: inPortal } },
  'partner.offered': { group: 'connection', client: {}, desk: { assigneeOrStaff: inPortal, lead: inPortal } },
  'order.placed': { group: 'billing', client: wholeClient, desk: { owner: inPortal } },
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

/** Whom of the client's portal an event tells in a channel. */
export function clientReadersOf(event: NotifiedEvent, channel: NotificationChannel): ClientReaderKind[] {
  const { client } = rows[event]
  return clientReaderKinds.filter((kind) => client[kind]?.includes(channel) === true)
}

/** Whom of the desk. */
export function deskReadersOf(event: NotifiedEvent, channel: NotificationChannel): DeskReaderKind[] {
  const { desk } = rows[event]
  return deskReaderKinds.filter((kind) => desk[kind]?.includes(channel) === true)
}

/** What a client is told of under one switch. */
export function clientEventsOf(group: NotificationGroup): NotifiedEvent[] {
  return notifiedEvents.filter((event) => rows[event].group === group && Object.keys(rows[event].client).length > 0)
}

/** Who of a client's portal is told now, by name. Without an admin among them nobody there has been seen as one lately (P8). */
export const clientReaders = v.array(v.strictObject({ name: v.string(), as: v.picklist(clientReaderKinds) }))
export type ClientReaders = v.InferOutput<typeof clientReaders>
