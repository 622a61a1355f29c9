import type { Person } from '#contract/common.ts'
import type { DeskRole, Me } from '#contract/session.ts'
import type { StaffMember, StaffView } from '#contract/desks/types.ts'
import type { CodeView } from '#contract/connections/codes.types.ts'
import type { ConnectionView, DeskView } from '#contract/connections/types.ts'
import type { Deferral, TicketReasons } from '#contract/tickets/reasons.types.ts'
import type { TicketSummary, TicketView } from '#contract/tickets/types.ts'
import { allReasons } from '#server/regulations/presets/reasons.ts'
import { channelsIn } from './factories.ts'

export const uuid = (number: number): string => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const anna: Person = { userId: 1, name: 'Анна Ковальчук', photo: null }
export const petro: Person = { userId: 2, name: 'Пётр Сидоренко', photo: null }

export function someone(role: DeskRole, changes: Partial<Me> = {}): Me {
  return {
    person: anna,
    memberId: 'vector',
    portalName: 'ООО Вектор',
    language: 'ru',
    isPortalAdmin: true,
    isInstalled: true,
    client: null,
    desk: { deskId: uuid(1), name: 'Поддержка Вектор', kind: 'partner', role },
    foreignDesk: null,
    helpers: [],
    ...changes,
  }
}

/** A regulation with words of its own for some kinds of tickets. */
export const ownKinds: DeskView['kinds'] = {
  categories: [{ code: 'incident', title: { ru: 'Авария', uk: 'Аварія', en: 'Outage' } }],
  priorities: [{ code: 'critical', title: { ru: 'Горит', uk: 'Горить', en: 'On fire' } }],
}

export function aDesk(changes: Partial<DeskView> = {}): DeskView {
  return {
    deskId: uuid(1),
    name: 'Поддержка Вектор',
    kind: 'partner',
    language: 'ru',
    regulation: 'quantum-maintenance',
    openNow: true,
    nextWorkday: null,
    until: '2026-11-22T15:00:00.000Z',
    from: null,
    isFinal: true,
    timeZone: 'Europe/Moscow',
    openFor: ['basic', 'standard', 'professional', 'enterprise'],
    uncovered: [],
    served: { channels: ['app'], helpers: [] },
    plans: [aPlan('subscription', 'Абонемент'), aPlan('prepaid', 'Пакет обращений'), aPlan('online', 'Онлайн')],
    kinds: { categories: [], priorities: [] },
    clientStatuses: [
      aStatus(1, 'Лицензия у вас на год'),
      aStatus(2, 'Лицензия у вас на месяц'),
      aStatus(3, 'Лицензия не у вас'),
    ],
    staff: [
      { person: anna, role: 'owner' },
      { person: petro, role: 'agent' },
    ],
    ...changes,
  }
}

const inAllLanguages = (text: string) => ({ ru: text, uk: text, en: text })
const aPlan = (code: string, title: string) => ({ code, title: inAllLanguages(title) })
const aStatus = (status: number, title: string) => ({
  status,
  title: inAllLanguages(title),
  meaning: inAllLanguages(''),
})

export function aMember(changes: Partial<StaffMember> = {}): StaffMember {
  return {
    person: petro,
    role: 'agent',
    getsTickets: true,
    skills: [],
    shifts: null,
    away: null,
    idle: null,
    phone: null,
    openTickets: 0,
    ...changes,
  }
}

export function aStaff(changes: Partial<StaffView> = {}): StaffView {
  return {
    timeZone: 'Europe/Moscow',
    at: '2026-11-22T09:00:00.000Z',
    members: [aMember({ person: anna, role: 'owner' }), aMember()],
    duties: [],
    onDuty: null,
    rota: { version: 0, people: [], weekday: 1, time: '09:00', confirmMinutes: 10 },
    shifts: [{ from: '2026-11-22T09:00:00.000Z', until: '2027-01-17T09:00:00.000Z', onDuty: null }],
    numbering: { prefix: 'OP', isUsed: true },
    assignment: 'manual',
    skillOf: {},
    ...changes,
  }
}

export function aCode(changes: Partial<CodeView> = {}): CodeView {
  return {
    codeId: uuid(100),
    lastGroup: '7K2M',
    state: 'active',
    portal: 'romashka.bitrix24.ru',
    maxUses: 1,
    used: 0,
    clientStatus: 3,
    plans: null,
    note: '',
    issuedBy: 'Анна Ковальчук',
    issuedAt: '2026-11-20T09:00:00.000Z',
    expiresAt: '2026-12-20T09:00:00.000Z',
    revokedAt: null,
    sent: null,
    ...changes,
  }
}

export function aConnection(changes: Partial<ConnectionView> = {}): ConnectionView {
  return {
    connectionId: uuid(200),
    memberId: 'romashka',
    clientName: null,
    portalName: 'ООО Ромашка',
    clientStatus: 2,
    plans: null,
    version: 1,
    planned: null,
    noticeDays: 30,
    channels: channelsIn(),
    since: '2026-09-01T09:00:00.000Z',
    activatedBy: 'Иван Петров',
    endsAt: null,
    endedAt: null,
    endedReason: null,
    openTickets: 2,
    ...changes,
  }
}

export function aTicket(changes: Partial<TicketSummary> = {}): TicketSummary {
  return {
    ticketId: uuid(300),
    number: 'OP-1042',
    subject: 'Не приходят письма',
    status: 'inProgress',
    closeReason: null,
    deferral: null,
    declinedFor: null,
    lock: null,
    deskId: uuid(1),
    deskName: 'Поддержка Вектор',
    memberId: 'romashka',
    clientName: null,
    portalName: 'ООО Ромашка',
    openedBy: 'Иван Петров',
    openedAt: '2026-11-22T07:00:00.000Z',
    lastAt: '2026-11-22T08:00:00.000Z',
    assignee: anna,
    lastSeq: 1,
    readSeq: 1,
    preview: 'Добрый день!',
    queue: {
      category: null,
      priority: 'medium',
      dueAt: null,
      queuedAt: '2026-11-22T07:00:00.000Z',
      rank: 9,
      wish: null,
    },
    ...changes,
  }
}

/** As the vendor's regulation has them. */
export function someReasons(changes: Partial<TicketReasons> = {}): TicketReasons {
  return { reasons: allReasons, clientLanguage: 'ru', ...changes }
}

export function aDeferral(changes: Partial<Deferral> = {}): Deferral {
  const [{ code, title } = { code: null, title: { ru: 'Ждём', uk: 'Чекаємо', en: 'Waiting' } }] = allReasons
  const given = { reason: { code, title }, liftedBy: 'access', isExpected: false } as const
  return { ...given, until: '2026-11-26T06:00:00.000Z', ...changes }
}

export function aTicketView(changes: Partial<TicketView> = {}): TicketView {
  return {
    summary: aTicket(),
    side: 'desk',
    can: ['write', 'note', 'ask', 'assign', 'resolve', 'defer', 'decline'],
    otherSideRead: 0,
    mergedInto: null,
    links: [],
    client: {
      clientName: 'ООО Ромашка',
      portalName: 'romashka.bitrix24.ru',
      domain: 'romashka.bitrix24.ru',
      licence: 'ru_pro100',
      level: 'professional',
      boxIsEnterprise: null,
      openedBy: 'Иван Петров',
      connectedSince: '2026-09-01T09:00:00.000Z',
      openTickets: 3,
      readers: [{ name: 'Иван Петров', as: 'admin' }],
    },
    ...changes,
  }
}
