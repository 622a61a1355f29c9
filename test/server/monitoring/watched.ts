import { createHmac } from 'node:crypto'
import { vi } from 'vitest'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import type { RouteInput } from '#contract/routes.ts'
import { newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

type Adding = RouteInput<'addComponent'>

/** A desk whose lead has something watched, and whose clock a test sets. */
export type Watched = Scene & {
  lead: string
  /** A component, and the address that its monitor calls. */
  add: (changes?: Partial<Adding>) => Promise<{ componentId: string; address: string }>
  call: (address: string, body: unknown, headers?: Record<string, string>) => Promise<Response>
  /** Minutes pass, and everything that is due in them happens. */
  pass: (minutes: number) => Promise<void>
  readComponent: (componentId: string) => ReturnType<typeof findComponent>
}

export async function startWatched(): Promise<Watched> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now(), shouldAdvanceTime: true })
  const scene = await startScene(paceByHand(), saasSupport)
  const { world, owner } = scene
  await world.call('setStaff', { userId: 4, role: 'lead' }, owner)
  const lead = await world.enter('partner', 4)
  // Hours pass here without anybody's page being open.
  await world.store.pool.query(`update sessions set expires_at = expires_at + interval '30 days'`)
  return {
    ...scene,
    lead,
    async add(changes = {}) {
      const input = component(changes)
      const { shown } = await world.call('addComponent', input, lead)
      return { componentId: input.componentId, address: shown ?? '' }
    },
    call: (address, body, headers = {}) =>
      fetch(address, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    async pass(minutes) {
      vi.setSystemTime(Date.now() + minutes * 60_000)
      await world.turn()
    },
    readComponent: (componentId) => findComponent(scene, lead, componentId),
  }
}

export const toAll = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }

export function component(changes: Partial<Adding> = {}): Adding {
  return {
    componentId: newId(),
    title: { ru: 'Почта', uk: '', en: 'Mail' },
    audience: toAll,
    openAfter: 2,
    closeAfter: 5,
    isPublic: true,
    ...changes,
  }
}

/** The heads of a call that its monitor has signed at this instant, our way or Grafana's. */
export function signedHeads(secret: string, body: string, { at = Date.now(), grafana = false } = {}) {
  const timestamp = String(Math.floor(at / 1000))
  const digest = createHmac('sha256', secret)
    .update(`${timestamp}${grafana ? ':' : '.'}${body}`)
    .digest('hex')
  return {
    'x-opora-timestamp': timestamp,
    [grafana ? 'x-grafana-alerting-signature' : 'x-opora-signature']: digest,
  }
}

async function findComponent({ world }: Scene, lead: string, componentId: string) {
  const { components } = await world.call('readMonitoring', {}, lead)
  return components.find((one) => one.componentId === componentId)
}
