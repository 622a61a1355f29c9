import { person } from '#test/portal/people.ts'
import type { PortalUser } from '#test/portal/sandbox.ts'
import type { Database } from '#test/support/database.ts'
import type { HandPace } from '#test/support/paceByHand.ts'
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
  byHand?: HandPace
  /** What else stands in the server's environment. */
  further?: Record<string, string>
}

export async function startSituation({
  afterEach,
  openDatabase,
  byHand,
  further,
}: SituationOptions = {}): Promise<Situation> {
  const world = await startWorld(openDatabase, byHand, undefined, further)
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

/** People have it at once, whatever the desk has written down by then. */
export async function openTicket(world: World, token: string, text: string) {
  const ids = { ticketId: newId(), messageId: newId() }
  const answers = [{ code: 'object', text, source: 'writer' } as const]
  await world.call('openTicket', { ...ids, subject: text, text, answers, wantsPerson: true }, token)
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
