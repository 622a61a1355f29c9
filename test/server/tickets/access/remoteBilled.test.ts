import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { languages } from '#contract/common.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../scene.ts'
import { accessActs, inDays } from './accessScene.ts'

let scene: Scene
let portal: string
beforeAll(async () => {
  scene = await startScene(paceByHand())
  portal = (await scene.actorOf(scene.admin)).memberId
  const { admin, owner, world } = scene
  const client = { side: 'client', deskId: null } as const
  const { deskId } = await world.call('readOffers', { account: client }, admin)
  const total = { minor: 12 * 600_00, currency: 'RUB' }
  const order = { deskId, orderId: newId(), planCode: 'prepaid', quanta: 12, total }
  await world.call('placeOrder', order, admin)
  const paid = { orderId: order.orderId, documentNumber: '17', documentDate: '2026-11-20', amount: total }
  await world.call('recordPayment', paid, owner)
}, 60_000)
afterAll(() => scene.world.stop())

/** As if so many minutes were over. */
async function after(minutes: number, act: () => Promise<unknown>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 })
  try {
    await act()
  } finally {
    vi.useRealTimers()
  }
}

/** A session of seven minutes in a run of the timer of nine; and a run without one. */
async function workWithSession(): Promise<void> {
  const { admin, agent, world } = scene
  const { ticketId } = await scene.ticket()
  const accessId = await accessActs(scene).asked(ticketId, { kind: 'remote', tool: 'anydesk' })
  await world.call('giveBox', { ticketId, accessId, until: inDays(1), content: { login: '123 456 789' } }, admin)
  const [withIt, without] = [newId(), newId()]
  await world.call('startTimer', { ticketId, intervalId: withIt, stopsOther: false }, agent)
  await after(1, () => world.call('startRemoteSession', { ticketId, accessId, sessionId: newId() }, agent))
  await after(8, () => world.call('endRemoteSession', { ticketId, accessId }, agent))
  await after(9, () => world.call('stopTimer', { intervalId: withIt }, agent))
  await after(10, () => world.call('startTimer', { ticketId, intervalId: without, stopsOther: false }, agent))
  await after(12, () => world.call('stopTimer', { intervalId: without }, agent))
}

it('Q11 a remote session stands with the run of the timer in which it lay, for both sides, and in the act', async () => {
  await workWithSession()
  const { admin, owner, world } = scene
  const sides = [
    { account: { side: 'client', deskId: null }, token: admin },
    { account: { side: 'desk', memberId: portal }, token: owner },
  ] as const
  for (const { account, token } of sides) {
    const { intervals } = await world.call('listIntervals', { account }, token)
    const [without, withIt] = intervals

    expect(without?.remote).toBeUndefined()
    expect(withIt?.remote).toMatchObject([{ tool: 'anydesk' }])
    const [session] = withIt?.remote ?? []
    const lasted = Date.parse(session?.endedAt ?? '') - Date.parse(session?.startedAt ?? '')
    expect(Math.round(lasted / 60_000)).toBe(7)
    expect(Date.parse(session?.startedAt ?? '')).toBeGreaterThan(Date.parse(withIt?.startedAt ?? ''))

    for (const language of languages) {
      const asked = { account, language, from: '2026-11-01', to: '2099-12-31' }
      const printed = await textOf(await world.call('exportLedgerAct', asked, token))
      expect(printed.match(/AnyDesk/g)).toHaveLength(1)
      expect(printed).toContain(said[language])
    }
  }
}, 60_000)

const said = { ru: 'Удалённый сеанс, AnyDesk', uk: 'Віддалений сеанс, AnyDesk', en: 'Remote session, AnyDesk' }

/** Lines break wherever there is room: only the words count. */
async function textOf({ base64 }: { base64: string }): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
  return text.replaceAll(/\s+/g, ' ')
}
