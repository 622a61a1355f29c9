import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makePortalDelivery } from '#server/notifications/portalDelivery.commands.ts'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { mostNotices, type Account, type PortalClients, type PortalNotice } from '#server/portals/gateway.port.ts'
import { cloneDatabase, type Database } from '#test/support/database.ts'
import { makeMemoryLog } from '#test/support/memoryLog.ts'
import { newId } from '#test/support/world.ts'

/** D4 in the portal: what a process has told is told by no other, wherever it was killed. */
let database: Database
let store: Store
/** Whom the portal was asked to tell, each time. */
let asked: number[][]
let at: Date
beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.url, 4)
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
beforeEach(() => {
  asked = []
  at = new Date('2026-03-02T07:00:00Z')
})

type Answer = (notices: readonly PortalNotice[]) => Promise<(Refusal | null)[]>

const takes: Answer = async (notices) => notices.map(() => null)
/** As one whose process is killed while it waits: nothing comes after it. */
const dies: Answer = () => new Promise(() => {})

/** A process that is answered by this portal. */
function process(answer: Answer) {
  const portalClients: Pick<PortalClients, 'ask'> = {
    ask: (_memberId, _userId, question) =>
      question(
        {
          ...nothingElse,
          notify: (_account, notices) => {
            asked.push(notices.map(({ userId }) => userId))
            return answer(notices)
          },
        },
        nobodysAccount,
      ),
  }
  const transaction = makeTransaction(store.db, () => {})
  return makePortalDelivery({
    db: store.db,
    transaction: (act) => transaction(act, at),
    portalClients: { ...portalClients, askAs: () => Promise.reject(new Error('nobody asks so')) },
    log: makeMemoryLog().log,
  })
}

const people = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

function told(about: string, count: number) {
  const same = { about, event: 'ticket.written', memberId: 'portal', deskId, text: 'написал', tag: about } as const
  return people(count).map((userId) => ({ ...same, userId }))
}
const deskId = newId()
const later = (seconds: number) => void (at = new Date(at.getTime() + seconds * 1000))

it('tells many with one question, and asks a second time for none of them', async () => {
  const notices = told('one', mostNotices + 3)

  expect(await process(takes)(notices)).toBe(mostNotices + 3)
  expect(await process(takes)(notices)).toBe(mostNotices + 3)

  expect(asked).toEqual([people(mostNotices), people(mostNotices + 3).slice(mostNotices)])
})

it('a process that dies between two questions leaves the rest to the next, and that alone', async () => {
  const notices = told('two', mostNotices + 3)
  const rest = people(mostNotices + 3).slice(mostNotices)
  let question = 0
  const dying: Answer = (given) => ((question += 1) === 1 ? takes(given) : dies(given))
  void process(dying)(notices)
  await expect.poll(() => asked).toHaveLength(2)

  // As long as it may live somebody else leaves them alone; and says so, for the job to come again.
  later(5)
  await expect(process(takes)(notices)).rejects.toThrow('3 notifications are being sent elsewhere')
  expect(asked).toHaveLength(2)
  later(15)
  expect(await process(takes)(notices)).toBe(mostNotices + 3)

  expect(asked).toEqual([people(mostNotices), rest, rest])
})

it('two at once tell each once', async () => {
  const notices = told('three', 20)

  const both = await Promise.allSettled([process(takes)(notices), process(takes)(notices)])

  expect(asked.flat().toSorted((one, other) => one - other)).toEqual(people(20))
  expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
})

it('one whom the portal does not take is tried again at once, and none of the others', async () => {
  const notices = told('four', 5)
  const refusing: Answer = async (given) =>
    given.map(({ userId }) => (userId === 3 ? new Refusal('portal_unreachable', { method: 'im.notify' }) : null))

  await expect(process(refusing)(notices)).rejects.toThrow('portal_unreachable')
  expect(await process(takes)(notices)).toBe(5)

  expect(asked).toEqual([people(5), [3]])
})

const never = () => Promise.reject(new Error('nobody asks that here'))
const nothingElse: Parameters<Parameters<PortalClients['ask']>[2]>[0] = {
  confirm: never,
  confirmAddress: never,
  readVisitor: never,
  isAdmin: never,
  readLicence: never,
  findPeople: never,
  findPerson: never,
  readAddress: never,
  readAccount: never,
  readChatMessage: never,
  notify: never,
  readScopes: never,
  bindPlacements: never,
  bindEvents: never,
  crm: {
    findInvoice: never,
    addInvoice: never,
    writeRow: never,
    readInvoice: never,
    moveInvoice: never,
    findPayLink: never,
    setCompany: never,
    findCompany: never,
  },
}
const nobodysAccount: Account = {
  memberId: 'portal',
  userId: 1,
  clientId: '',
  clientEndpoint: '',
  serverEndpoint: '',
  tokens: { accessToken: '', refreshToken: '', expiresAt: new Date(0) },
  patience: new AbortController().signal,
  renew: never,
}
