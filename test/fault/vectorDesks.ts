import type { Category, Priority } from '#contract/regulations/base.types.ts'
import { openStore } from '#server/platform/db/db.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { publishRegulation } from '#server/regulations/regulations.commands.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { openChatWorld } from '#test/support/chatWorld.ts'
import { slaVectors, type SlaCase } from '#test/support/slaVectors.ts'

export type Kind = { category: Category; priority: Priority }

/** A vector, and where its promise is made: what kind of ticket to open, and with which tokens. */
export type Placed = { one: SlaCase; kind: Kind; clientToken: string; deskToken: string }

/** Regulations promise whole minutes; for the others the deadline is where their working seconds have passed. */
export function isWholeMinutes({ addSeconds }: SlaCase): boolean {
  return addSeconds % 60 === 0
}

/** Each kind of ticket that there may be (T3) stands for one promise of a desk. */
const kinds: Kind[] = saasSupport.categories.flatMap(({ code, priorities }) =>
  priorities.map((priority) => ({ category: code, priority })),
)
const beforeAll = new Date('2023-01-01T00:00:00Z')
/** Nobody signs in anew while the years go by. */
const sessionMinutes = 20 * 366 * 24 * 60

/** As many desks as the promises of these vectors need, each with a client, all open before the first of them begins. */
export async function openVectorDesks(databaseUrl: string, cases: readonly SlaCase[]): Promise<Placed[]> {
  const world = await openChatWorld(databaseUrl, { at: beforeAll, sessionMinutes })
  const store = openStore(databaseUrl, 2)
  const transaction = makeTransaction(store.db, () => {})
  const promises = [...Map.groupBy(cases, ({ calendar, addSeconds }) => `${calendar} ${addSeconds}`).values()]
  const placed: Placed[] = []
  for (let first = 0; first < promises.length; first += kinds.length) {
    const desk = await world.openDesk('partner')
    const client = await world.openClient()
    const here = promises.slice(first, first + kinds.length).flatMap((same, index) => {
      const kind = kinds[index]
      return kind === undefined ? [] : same.map((one) => ({ one, kind }))
    })
    const publication = { document: promising(here), effectiveAt: null, lastVersion: 1 }
    await transaction((unit) => publishRegulation(unit, desk.owner, publication), beforeAll)
    // From then on: a client goes by the version under which it was connected (E9).
    await world.connect(client, desk)
    placed.push(...here.map((one) => ({ ...one, clientToken: client.adminToken, deskToken: desk.ownerToken })))
  }
  await store.close()
  await world.close()
  return placed
}

function promising(here: readonly Pick<Placed, 'one' | 'kind'>[]): Regulation {
  return {
    ...saasSupport,
    escalation: [],
    calendars: { ...saasSupport.calendars, ...slaVectors.calendars },
    // Vectors with the same promise share a kind.
    targets: [...new Map(here.map((placed) => [placed.kind, placed])).values()].map(({ one, kind }) => ({
      kind: 'firstReaction',
      categories: [kind.category],
      priorities: [kind.priority],
      plans: null,
      coupon: false,
      within: { by: 'time', minutes: Math.ceil(one.addSeconds / 60), calendar: one.calendar },
    })),
  }
}
