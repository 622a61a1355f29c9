import type { Channel as ChannelName } from '#contract/regulations/base.types.ts'
import type { Identities, MessengerChannel } from '#server/identification/identities.port.ts'
import { listByAddress, listUnasked } from '#server/notifications/mails/addressBook.queries.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Log } from '#server/platform/log.ts'
import { listWriters, type Writer } from '#server/portals/writers.queries.ts'
import type { Sender } from './channel.port.ts'
import type { ClientsPort, Person } from './channels.port.ts'
import { messengerOf } from './domain/messengerOf.ts'

export type SenderDeps = { db: Db; log: Log; clients: ClientsPort; identities: Pick<Identities, 'findWriters'> }
export type KnownSender = Sender & { actor: Actor }

const day = 86_400_000
const rememberedDays = 7
/** So many people's portals are asked for the sake of one message, and of one desk so often. */
const mostAsked = 40
const askedAgainMilliseconds = 10 * 60_000
const mostRemembered = 5000
const officialMilliseconds = 5000

/**
 * I1, P8: who writes from this address, of the portals that the desk serves: an admin, seen as one within a day, or a named integrator,
 * whose address the portal has said within a day, or who has confirmed it. Whoever's portal has not been asked yet is asked for.
 */
export function makeSenders({ db, log, clients, identities }: SenderDeps) {
  const askedAt = new Map<string, number>()
  const officials = new Map<string, { official: ChannelName[]; until: number }>()

  async function find(
    { deskId, channel }: { deskId: string; channel: ChannelName },
    address: string,
    at: Date,
  ): Promise<KnownSender[]> {
    const messenger = messengerOf({ name: channel })
    if (messenger !== null) return findProven({ deskId, channel: messenger }, address, at)
    const served = await clients.listServed(deskId)
    await refreshKnown(await known(address, served), at)
    let people = await believed(address, served, at)
    if (people.length === 0) await refuseSilent(address, served, at)
    if (people.length === 0 && (await askOthers(deskId, served, at))) people = await believed(address, served, at)
    const senders: KnownSender[] = []
    for (const person of people) senders.push(await senderOf(person, { deskId, channel }, at))
    return senders
  }

  /** I2: in a messenger the address says nothing; who has proven to be behind it does. */
  async function findProven(
    { deskId, channel }: { deskId: string; channel: MessengerChannel },
    externalId: string,
    at: Date,
  ): Promise<KnownSender[]> {
    const writers = await identities.findWriters({ deskId, channel, externalId }, at)
    const senders: KnownSender[] = []
    for (const { role, ...writer } of writers) {
      senders.push(await senderOf({ ...writer, photo: null, as: role }, { deskId, channel }, at))
    }
    return senders
  }

  async function known(address: string, served: readonly string[]) {
    const portals = new Set(served)
    return (await listByAddress(db, address)).filter(({ memberId }) => portals.has(memberId))
  }

  /** What a portal has said of them, and of their being an admin, is not believed for more than a day. */
  async function refreshKnown(entries: readonly (Person & { source: string; at: Date })[], at: Date): Promise<void> {
    const before = new Date(at.getTime() - day)
    for (const memberId of new Set(entries.map((one) => one.memberId))) {
      await quietly(() => clients.lookAtAdmins(memberId, before))
    }
    const stale = entries.filter((one) => one.source === 'portal' && one.at < before)
    for (const person of stale) await quietly(() => clients.askForAddress(person))
  }

  /** Whoever was known and cannot be asked for now is no stranger: the message is looked at again when their portal answers. */
  async function refuseSilent(address: string, served: readonly string[], at: Date): Promise<void> {
    const entries = await known(address, served)
    const memberIds = [...new Set(entries.map(({ memberId }) => memberId))]
    const lately = await listWriters(db, memberIds, new Date(at.getTime() - rememberedDays * day))
    if (lately.some((writer) => entries.some((one) => isSame(one, writer)))) {
      throw new Error('the portal of the sender is silent')
    }
  }

  async function believed(address: string, served: readonly string[], at: Date): Promise<Writer[]> {
    const since = new Date(at.getTime() - day)
    const entries = (await known(address, served)).filter((one) => one.source === 'typed' || one.at >= since)
    const writers = await listWriters(db, [...new Set(entries.map((one) => one.memberId))], since)
    return writers.filter((writer) => entries.some((one) => isSame(one, writer)))
  }

  /** False: they were asked a moment ago. */
  async function askOthers(deskId: string, served: readonly string[], at: Date): Promise<boolean> {
    if ((askedAt.get(deskId) ?? -Infinity) > at.getTime() - askedAgainMilliseconds) return false
    if (askedAt.size > mostRemembered) askedAt.clear()
    askedAt.set(deskId, at.getTime())
    const since = new Date(at.getTime() - day)
    await lookWhereNobodyWasSeen(served, since)
    const writers = await listWriters(db, served, new Date(at.getTime() - rememberedDays * day))
    for (const person of (await listUnasked(db, writers, since)).slice(0, mostAsked)) {
      await quietly(() => clients.askForAddress(person))
    }
    return true
  }

  /** After a long pause of this server it knows nobody, though their portals would name them. */
  async function lookWhereNobodyWasSeen(served: readonly string[], since: Date): Promise<void> {
    const seen = new Set((await listWriters(db, served, since)).map(({ memberId }) => memberId))
    for (const memberId of served.filter((one) => !seen.has(one)).slice(0, mostAsked)) {
      await quietly(() => clients.lookAtAdmins(memberId, since))
    }
  }

  /** A portal that is silent proves nobody; the next message asks it again. */
  async function quietly(ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask()
    } catch (error) {
      log.warn({ err: error }, 'a portal did not say whose address it is')
    }
  }

  async function senderOf(
    { memberId, userId, name, photo, as }: Writer,
    { deskId, channel }: { deskId: string; channel: ChannelName },
    at: Date,
  ): Promise<KnownSender> {
    const official = await officialOf({ deskId, memberId }, at)
    const actor: Actor = {
      memberId,
      userId,
      name,
      photo,
      address: null,
      isPortalAdmin: as === 'admin',
      isInstalled: true,
      client: as,
      desk: null,
    }
    return { portal: memberId, userId, role: as, isOfficial: official.includes(channel), actor }
  }

  /** Of many messages of one client it is asked once in a few seconds: a regulation is long. */
  async function officialOf(client: { deskId: string; memberId: string }, at: Date): Promise<ChannelName[]> {
    const key = `${client.deskId} ${client.memberId}`
    const asked = officials.get(key)
    if (asked !== undefined && asked.until > at.getTime()) return asked.official
    const official = (await clients.findOfficial(client, at))?.official ?? []
    if (officials.size > mostRemembered) officials.clear()
    officials.set(key, { official, until: at.getTime() + officialMilliseconds })
    return official
  }

  return find
}

function isSame(one: Person, other: Person): boolean {
  return one.memberId === other.memberId && one.userId === other.userId
}
