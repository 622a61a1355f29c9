import type { SpecialInput } from '#contract/coupons/types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import type { Database } from '#test/support/database.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

export type CouponScene = Scene & {
  deskId: string
  memberId: string
  issue(how?: {
    portal?: string
    purchasedOn?: string
    orderNumber?: string
  }): Promise<{ code: string; couponId: string }>
  enter(code: string, token?: string): ReturnType<Scene['world']['ask']>
  /** A new ticket, a special one unless told otherwise. */
  open(how?: Opening): ReturnType<Scene['world']['ask']>
  left(): Promise<number>
}
type Opening = { ticketId?: string; messageId?: string; special?: SpecialInput; subject?: string; token?: string }

export const plain: SpecialInput = { kind: null, objects: [] }
export const today = () => new Date().toISOString().slice(0, 10)

/** An enterprise client of a desk whose regulation has coupons. */
export async function startCouponScene(
  document: Regulation = vendorSla,
  { further, openDatabase }: { further?: Record<string, string>; openDatabase?: () => Promise<Database> } = {},
): Promise<CouponScene> {
  const scene = await startScene(paceByHand(), document, further, openDatabase)
  const { world } = scene
  await connectedUnderNewest(world.store.db)
  const memberId = (await scene.actorOf(scene.admin)).memberId
  await setTariff(scene, 'ent')
  return {
    ...scene,
    memberId,
    deskId: (await scene.actorOf(scene.owner)).desk?.deskId ?? '',
    async issue({ purchasedOn = today(), ...changes } = {}) {
      const coupons = [{ orderNumber: '17-К', note: '', ...changes }]
      const issued = await world.call('issueCoupons', { issueId: newId(), purchasedOn, coupons }, scene.owner)
      const [one] = issued.coupons
      return { code: one?.code ?? '', couponId: one?.view.couponId ?? '' }
    },
    enter: (code, token = scene.admin) => world.ask('enterCoupon', { code }, token),
    open({ token = scene.admin, ...changes } = {}) {
      const ids = { ticketId: newId(), messageId: newId() }
      const texts = { subject: 'Сайт не открывается', text: 'После обновления белая страница' }
      return world.ask('openTicket', { ...ids, ...texts, special: plain, ...changes }, token)
    },
    async left() {
      const { offer } = await world.call('readOwnCoupons', {}, scene.admin)
      return (offer?.coupons ?? []).reduce((sum, { state, left }) => sum + (state === 'live' ? left : 0), 0)
    },
  }
}

/** As the portal says it when an admin opens the app. */
export async function setTariff({ world }: Scene, tariff: 'ent' | 'pro'): Promise<void> {
  world.sandbox.setTariff('client', tariff)
  await world.enter('client', 1)
}
