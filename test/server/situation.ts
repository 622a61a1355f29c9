import type { RouteInput, RouteName } from '#contract/routes.ts'
import { person } from '#test/portal/people.ts'
import type { PortalUser } from '#test/portal/sandbox.ts'
import type { Database } from '#test/support/database.ts'
import { firstAdmin, newId, startWorld, type World } from '#test/support/world.ts'

/** A client with every kind of person, its partner, the standard desk, and another client with another partner. */
export type Situation = {
  world: World
  tokens: Record<Role, string>
  deskIds: { partner: string; bureau: string; standard: string }
  /** Of the client at its partner, of the same at the standard desk, of the rival at its own; each with its first message. */
  tickets: Record<'partner' | 'standard' | 'bureau', { ticketId: string; messageId: string }>
  codeId: string
  connectionId: string
}

const people: Record<string, Record<string, PortalUser>> = {
  firm: {
    admin: person(1, 'Анна Фирмина', { isAdmin: true }),
    secondAdmin: person(2, 'Борис Фирмин', { isAdmin: true }),
    integrator: person(3, 'Вера Наладчик'),
    employee: person(4, 'Глеб Рядовой'),
    extranet: person(5, 'Дина Внешняя', { type: 'extranet' }),
    contact: person(6, 'Егор Контактный'),
    another: person(7, 'Жанна Временная'),
  },
  rival: { admin: person(1, 'Зоя Соперник', { isAdmin: true }), integrator: person(3, 'Иван Чужой') },
  bureau: { owner: person(1, 'Кира Бюро', { isAdmin: true }), employee: person(5, 'Лев Бюро') },
  stranger: { admin: person(1, 'Майя Странник', { isAdmin: true }) },
}

/** Everybody with a session, and where they sit. */
export const seats = {
  employee: ['firm', 4],
  extranet: ['firm', 5],
  contact: ['firm', 6],
  integrator: ['firm', 3],
  admin: ['firm', 1],
  secondAdmin: ['firm', 2],
  owner: ['partner', 1],
  lead: ['partner', 2],
  agent: ['partner', 3],
  partnerEmployee: ['partner', 5],
  rivalAdmin: ['rival', 1],
  bureauOwner: ['bureau', 1],
  standardAgent: ['standard', 2],
  strangerAdmin: ['stranger', 1],
} as const
export type Role = keyof typeof seats
export const roles: readonly Role[] = Object.keys(seats).filter((name): name is Role => name in seats)

/** Words that only their own readers may ever be sent. */
export const secrets = {
  firmAtPartner: 'тайна-фирмы-у-партнёра',
  firmAtStandard: 'тайна-фирмы-у-стандартной',
  rivalAtBureau: 'тайна-соперника-у-бюро',
  partnerNote: 'заметка-партнёра',
  bureauNote: 'заметка-бюро',
  partnerCodeNote: 'примечание-партнёра',
  bureauCodeNote: 'примечание-бюро',
} as const

type SituationOptions = {
  /** What happens after each of the calls that make it. */
  afterEach?: (world: World) => Promise<void>
  openDatabase?: () => Promise<Database>
}

export async function startSituation({ afterEach, openDatabase }: SituationOptions = {}): Promise<Situation> {
  const world = await startWorld(openDatabase)
  if (afterEach !== undefined) followEachCall(world, afterEach)
  const { sandbox } = world
  for (const [key, users] of Object.entries(people)) await sandbox.addPortal({ key, title: key, users })
  await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
  await world.install('bureau', 'desk')
  await world.install('firm', 'client')
  await world.install('rival', 'client')
  const admins = {
    firm: await enterAsAdmin(world, 'firm'),
    rival: await enterAsAdmin(world, 'rival'),
    partner: await enterAsAdmin(world, 'partner'),
    bureau: await enterAsAdmin(world, 'bureau'),
    standard: await enterAsAdmin(world, 'standard'),
  }
  const standard = await openTicket(world, admins.firm, secrets.firmAtStandard)
  await world.call('namePerson', { userId: 3, as: 'integrator' }, admins.firm)
  await world.call('namePerson', { userId: 6, as: 'contact' }, admins.firm)
  await world.call('setStaff', { userId: 2, role: 'lead' }, admins.partner)
  await world.call('setStaff', { userId: 3, role: 'agent' }, admins.partner)
  await world.call('setStaff', { userId: 2, role: 'agent' }, admins.standard)
  const code = await connect(world, admins.firm, admins.partner, secrets.partnerCodeNote)
  await connect(world, admins.rival, admins.bureau, secrets.bureauCodeNote)
  const partner = await openTicket(world, admins.firm, secrets.firmAtPartner)
  const bureau = await openTicket(world, admins.rival, secrets.rivalAtBureau)
  await addNote(world, admins.partner, partner.ticketId, secrets.partnerNote)
  await addNote(world, admins.bureau, bureau.ticketId, secrets.bureauNote)
  const { connections } = await world.call('listConnections', {}, admins.partner)
  const tokens: Partial<Record<Role, string>> = {}
  for (const role of roles) tokens[role] = await world.enter(seats[role][0], seats[role][1])
  const deskOf = async (token: string) => (await world.call('readDesk', {}, token)).deskId
  return {
    world,
    tokens: complete(tokens),
    deskIds: {
      partner: await deskOf(admins.partner),
      bureau: await deskOf(admins.bureau),
      standard: await deskOf(admins.standard),
    },
    tickets: { partner, standard, bureau },
    codeId: code.codeId,
    connectionId: connections[0]?.connectionId ?? '',
  }
}

/** An input that each route takes, and the role that may send it. A route that is missing here does not compile. */
export const goodInputs: { [Name in RouteName]: { by: Role; input: (now: Situation) => RouteInput<Name> } } = {
  openSession: {
    by: 'admin',
    input: ({ world }) => ({
      accessToken: world.sandbox.issueToken('firm', 1).accessToken,
      memberId: world.sandbox.portals['firm']?.memberId ?? '',
      serverEndpoint: `${world.sandbox.oauthOrigin}/rest/`,
    }),
  },
  closeSession: { by: 'admin', input: () => ({}) },
  readMe: { by: 'employee', input: () => ({}) },
  readInstall: { by: 'admin', input: () => ({}) },
  install: { by: 'owner', input: () => ({ choice: 'desk', deskKey: 'desk-unknown', deskName: 'Интегратор Плюс' }) },
  readSettings: { by: 'admin', input: () => ({}) },
  saveSettings: { by: 'admin', input: () => ({ language: 'ru', notices: { answers: true, connection: true } }) },
  searchPeople: { by: 'admin', input: () => ({ search: 'Анна' }) },
  namePerson: { by: 'admin', input: () => ({ userId: 3, as: 'integrator' }) },
  unnamePerson: { by: 'admin', input: () => ({ userId: 7 }) },
  readSupport: { by: 'admin', input: () => ({}) },
  previewCode: { by: 'admin', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }) },
  activateCode: { by: 'admin', input: () => ({ code: 'AAAA-AAAA-AAAA-AAAA', stateToken: 'stale' }) },
  returnToStandard: { by: 'admin', input: () => ({ stateToken: 'stale' }) },
  reconnectDesk: { by: 'admin', input: ({ deskIds }) => ({ deskId: deskIds.bureau, stateToken: 'stale' }) },
  dismissTariffChange: { by: 'admin', input: () => ({ at: '2026-11-20T09:00:00.000Z' }) },
  readDesk: { by: 'agent', input: () => ({}) },
  setStaff: { by: 'owner', input: () => ({ userId: 5, role: null }) },
  readRegulation: { by: 'agent', input: () => ({}) },
  readRegulationDocument: { by: 'owner', input: () => ({ of: 'version', version: 1 }) },
  checkRegulation: { by: 'owner', input: () => ({ document: { key: 'mine' } }) },
  publishRegulation: {
    by: 'owner',
    input: () => ({ document: { key: 'mine' }, effectiveAt: '2031-01-01T00:00:00Z', lastVersion: 1 }),
  },
  withdrawRegulation: { by: 'owner', input: () => ({ version: 1 }) },
  listCodes: { by: 'owner', input: () => ({ state: 'all', search: 'OP', limit: 10 }) },
  readCodeLife: { by: 'owner', input: ({ codeId }) => ({ codeId }) },
  issueCode: {
    by: 'owner',
    input: () => ({ portal: 'nobody.example', maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }),
  },
  sendCode: { by: 'owner', input: ({ codeId }) => ({ codeId, code: 'AAAA-AAAA-AAAA-AAAA' }) },
  revokeCode: { by: 'owner', input: ({ codeId }) => ({ codeId }) },
  listConnections: { by: 'lead', input: () => ({}) },
  listAudit: { by: 'owner', input: () => ({ kinds: ['codes'], search: 'а', limit: 10 }) },
  readAuditChoices: { by: 'owner', input: () => ({}) },
  exportAudit: { by: 'owner', input: () => ({ filter: { kinds: ['codes'] }, language: 'ru' }) },
  continueAuditExport: { by: 'owner', input: () => ({ next: 'nobody has begun this' }) },
  openTicket: {
    by: 'integrator',
    input: () => ({ ticketId: newId(), messageId: newId(), subject: 'Почта', text: 'Не приходят письма' }),
  },
  listTickets: { by: 'integrator', input: () => ({ filter: 'all', search: 'OP', limit: 10 }) },
  readStaff: { by: 'agent', input: () => ({}) },
  arrangeStaff: {
    by: 'lead',
    input: () => ({ userId: 3, getsTickets: true, skills: ['телефония'], shifts: { 1: [['09:00', '18:00']] } }),
  },
  setAway: {
    by: 'agent',
    input: () => ({ userId: 3, away: { from: '2031-01-01T00:00:00Z', until: '2031-01-09T00:00:00Z' } }),
  },
  addDuty: {
    by: 'lead',
    input: () => ({ dutyId: newId(), userId: 3, from: '2031-01-01T00:00:00Z', until: '2031-01-02T00:00:00Z' }),
  },
  removeDuty: { by: 'lead', input: () => ({ dutyId: newId() }) },
  setAssignment: {
    by: 'lead',
    input: () => ({ assignment: 'manual', skillOf: { incident: 'телефония' } }),
  },
  listQueue: { by: 'agent', input: () => ({ filter: 'all', search: 'OP', limit: 10 }) },
  findClients: { by: 'agent', input: () => ({ search: 'nobody' }) },
  readViews: { by: 'agent', input: () => ({}) },
  saveView: {
    by: 'agent',
    input: () => ({ viewId: newId(), name: newId(), query: { filter: 'mine', order: 'queue' } }),
  },
  deleteView: { by: 'agent', input: () => ({ viewId: newId() }) },
  readPlace: { by: 'admin', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readEvents: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, after: 0, before: 9, limit: 50 }),
  },
  sendMessage: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      messageId: newId(),
      text: 'Смотрим',
      kind: 'public',
      isQuestion: false,
    }),
  },
  editMessage: {
    by: 'admin',
    input: ({ tickets }) => ({ ...tickets.partner, text: secrets.firmAtPartner }),
  },
  deleteMessage: { by: 'admin', input: ({ tickets }) => tickets.partner },
  markRead: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, seq: 1 }) },
  readSla: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readKinds: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  readNewKinds: { by: 'integrator', input: () => ({}) },
  classifyTicket: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, category: 'incident', priority: 'high' }),
  },
  readEvidence: {
    by: 'integrator',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, clock: 'firstReaction', round: 0 }),
  },
  exportEvidence: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      clock: 'firstReaction',
      round: 0,
    }),
  },
  exportEvidencePdf: {
    by: 'integrator',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      clock: 'firstReaction',
      round: 0,
      language: 'uk',
      timeZone: 'Europe/Kyiv',
    }),
  },
  readAccount: { by: 'integrator', input: ownAccount },
  readBurnDown: { by: 'integrator', input: ownAccount },
  listLedger: { by: 'integrator', input: (now) => ({ ...ownAccount(now), before: 9, limit: 10 }) },
  exportLedger: { by: 'integrator', input: (now) => ({ ...ownAccount(now), format: 'json' }) },
  exportLedgerSheet: { by: 'integrator', input: (now) => ({ ...ownAccount(now), language: 'ru' }) },
  exportLedgerAct: {
    by: 'integrator',
    input: (now) => ({ ...ownAccount(now), language: 'uk', from: '2026-11-01', to: '2026-11-30' }),
  },
  listIntervals: { by: 'integrator', input: (now) => ({ ...ownAccount(now), onlyDisputed: false, limit: 10 }) },
  readOffers: { by: 'integrator', input: ownAccount },
  listOrders: { by: 'integrator', input: () => ({ side: 'client', status: 'open', limit: 10 }) },
  placeOrder: {
    by: 'admin',
    input: ({ deskIds }) => ({
      deskId: deskIds.standard,
      orderId: newId(),
      planCode: 'prepaid',
      quanta: 12,
      total: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  comparePlans: {
    by: 'integrator',
    input: (things) => ({ ...ownAccount(things), currency: 'RUB', work: { by: 'monthly', quanta: 20 } }),
  },
  choosePlan: {
    by: 'admin',
    input: ({ deskIds }) => ({
      deskId: deskIds.standard,
      plan: { planCode: 'prepaid', limitQuanta: 12, quantumPrice: { minor: 600_00, currency: 'RUB' } },
      instead: null,
    }),
  },
  orderOwed: {
    by: 'admin',
    input: (things) => ({
      ...ownAccount(things),
      orderId: newId(),
      quanta: 12,
      total: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  cancelOrder: { by: 'admin', input: () => ({ orderId: newId() }) },
  recordPayment: {
    by: 'owner',
    input: () => ({
      orderId: newId(),
      documentNumber: '17',
      documentDate: '2026-11-20',
      amount: { minor: 7200_00, currency: 'RUB' },
    }),
  },
  sendInvoice: { by: 'owner', input: () => ({ orderId: newId() }) },
  readCompany: { by: 'agent', input: () => ({ of: { by: 'company', companyId: 1 } }) },
  linkCompany: { by: 'owner', input: (now) => ({ memberId: firmOf(now), companyId: null }) },
  listAccounts: { by: 'agent', input: () => ({ limit: 10 }) },
  readRevenue: { by: 'lead', input: () => ({ before: '2026-11' }) },
  setClientStatus: { by: 'owner', input: (now) => ({ memberId: firmOf(now), status: 2, until: null }) },
  adjustQuanta: {
    by: 'lead',
    input: (now) => ({
      memberId: firmOf(now),
      adjustmentId: newId(),
      packageId: newId(),
      quanta: 1,
      reason: 'По договорённости',
    }),
  },
  disputeInterval: {
    by: 'integrator',
    input: () => ({ intervalId: newId(), disputeId: newId(), reason: 'Работы не было' }),
  },
  answerDispute: { by: 'lead', input: () => ({ disputeId: newId(), text: 'Работа была', giveBack: 0 }) },
  readOwnTimer: { by: 'agent', input: () => ({}) },
  startTimer: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, intervalId: newId(), stopsOther: false }),
  },
  stopTimer: { by: 'agent', input: () => ({ intervalId: newId() }) },
  answerTimer: { by: 'agent', input: () => ({ intervalId: newId() }) },
  takeTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  recordContact: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      messageId: newId(),
      way: 'phone',
      text: 'Договорились о времени',
    }),
  },
  assignTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, userId: 2 }) },
  deferTicket: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, reason: 'ждём', until: '2031-01-01T00:00:00Z' }),
  },
  resumeTicket: { by: 'agent', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  resolveTicket: {
    by: 'agent',
    input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId, messageId: newId(), text: 'Сделано' }),
  },
  confirmResolution: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  reopenTicket: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  declineTicket: {
    by: 'agent',
    input: ({ tickets }) => ({
      ticketId: tickets.partner.ticketId,
      messageId: newId(),
      text: 'Не наше',
      reason: 'вне рамок',
    }),
  },
  withdrawTicket: { by: 'integrator', input: ({ tickets }) => ({ ticketId: tickets.partner.ticketId }) },
  sayBoxEdition: {
    by: 'owner',
    input: ({ world }) => ({ memberId: world.sandbox.portals['firm']?.memberId ?? '', isEnterprise: true }),
  },
  chooseMessenger: { by: 'lead', input: ({ connectionId }) => ({ connectionId, messenger: 'telegram' }) },
  endConnection: { by: 'owner', input: ({ connectionId }) => ({ connectionId }) },
}

function ownAccount({ deskIds }: Situation) {
  return { account: { side: 'client', deskId: deskIds.partner } } as const
}

function firmOf({ world }: Situation): string {
  return world.sandbox.portals['firm']?.memberId ?? ''
}

/** In the order of the list above: what ends things comes last. */
export const routeNames: readonly RouteName[] = Object.keys(goodInputs).filter(
  (name): name is RouteName => name in goodInputs,
)

export async function openTicket(world: World, token: string, text: string) {
  const ids = { ticketId: newId(), messageId: newId() }
  await world.call('openTicket', { ...ids, subject: text, text }, token)
  return ids
}

function followEachCall(world: World, then: (world: World) => Promise<void>): void {
  const { call } = world
  world.call = async (name, input, token) => {
    const answer = await call(name, input, token)
    await then(world)
    return answer
  }
}

/** A single-use code, issued and activated. */
export async function connect(world: World, admin: string, owner: string, note = '') {
  const issued = await world.call('issueCode', { maxUses: 1, expiresInDays: 30, clientStatus: 1, note }, owner)
  const { stateToken } = await world.call('previewCode', { code: issued.code }, admin)
  await world.call('activateCode', { code: issued.code, stateToken }, admin)
  return { code: issued.code, codeId: issued.view.codeId }
}

async function addNote(world: World, token: string, ticketId: string, text: string) {
  await world.call('sendMessage', { ticketId, messageId: newId(), text, kind: 'note' }, token)
}

function enterAsAdmin(world: World, portal: string): Promise<string> {
  return world.enter(portal, firstAdmin(world.sandbox, portal))
}

function complete(tokens: Partial<Record<Role, string>>): Record<Role, string> {
  const isWhole = (known: Partial<Record<Role, string>>): known is Record<Role, string> =>
    roles.every((role) => known[role] !== undefined)
  if (!isWhole(tokens)) throw new Error('somebody has no session')
  return tokens
}
