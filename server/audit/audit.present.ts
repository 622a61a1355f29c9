import {
  auditActs,
  auditFacts,
  isAuditAct,
  type AuditAct,
  type AuditEntry,
  type AuditFact,
} from '#contract/audit/types.ts'
import type { JournalPayload } from '#contract/events.ts'
import type { Act } from './audit.sql.ts'

/** An act as the desk's owner may see it: of its payload, only what is named here. */
export function presentAct(act: Act, ownMemberId: string): AuditEntry {
  const { type, actor } = act
  return {
    entryId: String(act.entryId),
    at: act.at.toISOString(),
    type,
    kind: isAuditAct(type) ? auditActs[type] : 'other',
    by: {
      side: actor.side,
      name: actor.name,
      ...(actor.memberId === null || actor.memberId === ownMemberId
        ? { portalName: null, clientName: null }
        : { portalName: act.actorPortal, clientName: act.actorTitle }),
    },
    address: actor.address,
    portalName: act.portal,
    clientName: act.title,
    facts: factsOf(act),
  }
}

/** The key of a payload that has it; `lastGroup` is known of a connection's code besides. */
type FactsOf<Type extends AuditAct> = Partial<Record<AuditFact, keyof JournalPayload<Type> | 'lastGroup'>>

const code = {
  lastGroup: 'lastGroup',
  codePortal: 'portal',
  maxUses: 'maxUses',
  plans: 'plans',
  expiresAt: 'expiresAt',
  notified: 'people',
} as const
const access = { accessKind: 'kind' } as const
const remote = { remoteTool: 'tool' } as const
const announced = {
  announcement: 'title',
  announcementKind: 'kind',
  announcementSeverity: 'severity',
} as const
const article = { article: 'title', articleLanguage: 'language', articleVersion: 'version' } as const
const watched = { component: 'title' } as const
const partner = { partnerDesk: 'partner' } as const
const duty = { person: 'name', startsAt: 'from', stopsAt: 'until' } as const
const quanta = { quanta: 'quanta', quantumMinutes: 'quantumMinutes' } as const
const order = { plan: 'plan', ...quanta } as const
const noted = { ...quanta, note: 'note' } as const
const locks = { tickets: 'tickets', numbers: 'numbers' } as const

/** Under which name an act's payload has each of its facts; what is not named here stays in the journal. */
const factsOfAct: { readonly [Type in AuditAct]: FactsOf<Type> } = {
  'code.issued': code,
  'code.sent': code,
  'code.delivered': code,
  'code.revoked': code,
  'connection.made': {
    lastGroup: 'lastGroup',
    clientStatus: 'clientStatus',
    plans: 'plans',
    regulationVersion: 'regulationVersion',
  },
  'connection.noticeGiven': { endsAt: 'endsAt' },
  'connection.ended': { endReason: 'reason' },
  'client.named': { nameFrom: 'from', nameTo: 'to' },
  'client.managerSet': { person: 'name' },
  'conditions.exported': { regulationVersion: 'version' },
  'connection.versionPlanned': { regulationVersion: 'version', versionFrom: 'from' },
  'connection.versionBegan': { regulationVersion: 'version', versionFrom: 'from' },
  'connection.versionKept': { regulationVersion: 'version' },
  'channels.messengerChosen': { messengerFrom: 'from', messengerTo: 'to' },
  'partner.asked': { requestNumber: 'number' },
  'partner.handed': partner,
  'partner.recalled': partner,
  'partner.refused': partner,
  'partner.offered': partner,
  'partner.withdrawn': {},
  'partner.found': {},
  'partner.searchClosed': {},
  'partner.received': partner,
  'partner.takenBack': partner,
  'partner.declined': partner,
  'partner.answered': { lastGroup: 'lastGroup', ...partner },
  'partner.acceptingSet': { acceptsRequests: 'accepts' },
  'regulation.published': { regulationVersion: 'version', effectiveAt: 'effectiveAt', changedFields: 'changedFields' },
  'regulation.withdrawn': { regulationVersion: 'version' },
  'calendar.adopted': { calendarYear: 'year', calendarCountry: 'country' },
  'desk.staffSet': { person: 'name', roleFrom: 'from', roleTo: 'to' },
  'desk.staffArranged': { person: 'name', getsTickets: 'getsTickets', skills: 'skills' },
  'desk.phoneSet': { person: 'name' },
  'desk.awaySet': duty,
  'desk.dutyAdded': duty,
  'desk.dutyRemoved': duty,
  'desk.dutyAwayAdded': duty,
  'desk.dutyAwayRemoved': duty,
  'desk.dutyRotaSet': { dutyPeople: 'names', confirmMinutes: 'confirmMinutes' },
  'desk.assignmentSet': { assignmentFrom: 'from', assignmentTo: 'to' },
  'desk.opened': { deskName: 'name', deskKind: 'kind' },
  'desk.renamed': { nameFrom: 'from', nameTo: 'to' },
  'files.keptDaysSet': { daysFrom: 'from', daysTo: 'to' },
  'reply.written': { replyTitle: 'title' },
  'reply.changed': { replyTitle: 'title' },
  'reply.removed': { replyTitle: 'title' },
  'desk.prefixSet': { prefixFrom: 'from', prefixTo: 'to' },
  'tickets.locked': { ...locks, lockReason: 'reason' },
  'tickets.unlocked': locks,
  'access.asked': access,
  'access.given': access,
  'access.refused': access,
  'access.looked': access,
  'access.ended': access,
  'access.confirmed': access,
  'access.reminded': access,
  'remote.started': remote,
  'remote.ended': remote,
  'letter.written': {},
  'letter.answered': {},
  'letter.confirmed': {},
  'letter.late': {},
  'ratings.exported': { rows: 'rows', fileFormat: 'format' },
  'order.placed': { ...order, amount: 'amount' },
  'plan.chosen': { ...order, amount: 'amount' },
  'plan.left': { plan: 'plan' },
  'order.paid': order,
  'order.cancelled': order,
  'order.lapsed': order,
  'payment.recorded': { amount: 'amount', document: 'document' },
  'payment.takenBack': { amount: 'amount', document: 'document', note: 'note' },
  'order.reopened': order,
  'payment.detailsSet': { note: 'note' },
  'invoice.stillPaid': { document: 'document' },
  'invoice.asked': { ...order, amount: 'amount' },
  'invoice.sent': { ...order, amount: 'amount', document: 'document' },
  'invoice.failed': { ...order, amount: 'amount' },
  'invoice.deleted': { document: 'document' },
  'client.companySet': { nameTo: 'name' },
  'client.statusSet': { clientStatus: 'clientStatus', licenceUntil: 'until' },
  'package.ending': { daysLeft: 'days', ...quanta },
  'package.ended': quanta,
  'quanta.low': quanta,
  'quanta.adjusted': noted,
  'quanta.returned': noted,
  'service.interrupted': {},
  'service.resumed': {},
  'dispute.opened': { note: 'note' },
  'dispute.answered': noted,
  'ledger.exported': { rows: 'rows', fileFormat: 'format' },
  'channel.added': { mailbox: 'address' },
  'channel.changed': { mailbox: 'address' },
  'channel.removed': { mailbox: 'address' },
  'channel.paused': { mailbox: 'address' },
  'channel.resumed': { mailbox: 'address' },
  'channel.works': { mailbox: 'address' },
  'channel.broke': { mailbox: 'address' },
  'messenger.joined': { messenger: 'messenger', messengerOf: 'name' },
  'messenger.left': { messenger: 'messenger', messengerOf: 'name' },
  'component.added': watched,
  'component.changed': watched,
  'component.removed': watched,
  'component.rotated': { ...watched, rotated: 'what' },
  'incident.opened': watched,
  'incident.unstable': watched,
  'incident.closed': watched,
  'incident.silent': watched,
  'statusPage.set': { slugFrom: 'from', slugTo: 'to' },
  'helpPage.set': { slugFrom: 'from', slugTo: 'to' },
  'help.asked': {},
  'announcement.published': announced,
  'announcement.updated': announced,
  'announcement.ended': announced,
  'announcement.overdue': announced,
  'holiday.declined': { announcement: 'title' },
  'holiday.proposedAgain': { announcement: 'title' },
  'audit.exported': {
    fileFormat: 'format',
    rows: 'rows',
    narrowedTo: 'kinds',
    narrowedFrom: 'from',
    narrowedUntil: 'until',
    narrowedBy: 'by',
  },
  'coupon.issued': { lastGroup: 'lastGroup', codePortal: 'portal' },
  'coupon.entered': { lastGroup: 'lastGroup' },
  'coupon.spent': { lastGroup: 'lastGroup', ticketNumber: 'number' },
  'coupon.refunded': { lastGroup: 'lastGroup', ticketNumber: 'number', note: 'reason' },
  'coupon.revoked': { lastGroup: 'lastGroup', note: 'reason' },
  'article.published': article,
  'article.archived': article,
  'article.checked': article,
  'articles.imported': { articleCount: 'count' },
  'articles.copied': { articleCount: 'count' },
  'evidence.exported': { ticketNumber: 'number', fileFormat: 'format' },
}

function factsOf({ type, payload, lastGroup }: Act): AuditEntry['facts'] {
  if (!isAuditAct(type)) return []
  const facts: Record<string, unknown> = { ...payload, lastGroup: payload['lastGroup'] ?? lastGroup }
  const named = factsOfAct[type]
  return auditFacts.flatMap((name) => {
    const key = named[name]
    const value = key === undefined ? '' : textOf(facts[key])
    // An entry of an earlier release does not say how long a quantum was.
    const isUnknown = value === '' || (name === 'quantumMinutes' && value === '0')
    return isUnknown ? [] : [{ name, value }]
  })
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? value.map(textOf).join(', ') : ''
}
