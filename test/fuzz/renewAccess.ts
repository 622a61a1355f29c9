import type { RouteInput, RouteName } from '#contract/routes.ts'
import type { Answer } from '#test/support/world.ts'
import type { Ground } from './ground.ts'
import type { Random } from './random.ts'

type Ask = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  role: 'admin' | 'integrator' | 'agent' | 'lead' | 'owner',
) => Promise<Answer<Name>>

const inADay = () => new Date(Date.now() + 86_400_000).toISOString()

/** Of this ticket, which the agent has: boxes that are asked for, given, wiped, and a session that runs (T9). */
export async function renewBoxes(ask: Ask, ticketId: string, random: Random): Promise<void> {
  const asked = async (kind: 'ssh' | 'remote') => {
    const box = { ticketId, accessId: random.id() }
    const tool = kind === 'remote' ? { tool: 'anydesk' as const } : {}
    await ask('askAccess', { ...box, kind, purpose: 'Посмотреть', until: inADay(), ...tool }, 'agent')
    return box
  }
  const given = async (kind: 'ssh' | 'remote') => {
    const box = await asked(kind)
    await ask('giveBox', { ...box, until: inADay(), content: { login: 'root', password: 'x' } }, 'admin')
    return box
  }
  await ask('takeTicket', { ticketId }, 'agent')
  for (const kind of ['ssh', 'ssh', 'remote'] as const) await asked(kind)
  await given('ssh')
  await ask('endBox', await given('ssh'), 'admin')
  await given('remote')
  await ask('startRemoteSession', { ...(await given('remote')), sessionId: random.id() }, 'agent')
}

/** T10: a coupon that may be entered, one that is, and a request that was taken from it. */
export async function renewCoupons(ask: Ask, { things }: Ground, random: Random): Promise<void> {
  const purchasedOn = new Date().toISOString().slice(0, 10)
  const coupons = [1, 2].map((number) => ({ orderNumber: String(number), note: '' }))
  const issued = await ask('issueCoupons', { issueId: random.id(), purchasedOn, coupons }, 'owner')
  if (!issued.ok) return
  const [entered, open] = issued.body.coupons
  if (open !== undefined) things.add('coupon', open.code)
  if (entered === undefined) return
  await ask('enterCoupon', { code: entered.code }, 'integrator')
  const ids = { ticketId: random.id(), messageId: random.id() }
  const special = { kind: null, objects: [] }
  const opened = await ask('openTicket', { ...ids, subject: 'Почта', text: 'Не приходят письма', special }, 'admin')
  if (opened.ok) things.add('specialTicket', ids.ticketId)
}

/** D3: one that the client's people may close, and its desk may tell anew. */
export async function renewAnnouncement(ask: Ask, random: Random): Promise<void> {
  const texts = { title: { ru: 'Работы', uk: '', en: '' }, body: { ru: 'Недолго', uk: '', en: '' } }
  const when = { from: new Date().toISOString(), until: inADay() }
  const whom = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }
  const what = { announcementId: random.id(), kind: 'news', severity: 'info', audience: whom } as const
  await ask('publishAnnouncement', { ...what, ...texts, ...when }, 'lead')
}
