import { afterAll, beforeAll, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import type { TicketDeps } from '#server/tickets/ticketDeps.port.ts'
import { makeMessageBatcher } from '#server/tickets/messages/messageBatcher.commands.ts'
import { lockTicket } from '#server/tickets/tickets.sql.ts'
import { ticketRoutes } from '#server/tickets/tickets.routes.ts'
import { newId } from '#test/support/world.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { startScene, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
}, 60_000)
afterAll(() => scene.world.stop())

/** A read that has come as far as the terms of its ticket, and waits there until it may go on. */
async function beginReading(ticketId: string) {
  const { world, agent } = scene
  const [reached, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow: TicketDeps = {
    ...ticketDeps,
    async termsOf(...of) {
      reached.resolve()
      await mayGoOn.promise
      return ticketDeps.termsOf(...of)
    },
  }
  const answering = {
    findAnswering: () => Promise.reject(new Error('nobody asks')),
    hasPeople: () => Promise.resolve(true),
    serves: () => Promise.resolve(true),
  }
  const { db } = world.store
  const { readTicket } = ticketRoutes({ db, ticketDeps: slow, answering })
  const call = { tokenHash: hashToken(agent), address: null, at: now(), transaction: world.transaction }
  const view = readTicket({ ticketId }, { ...call, actor: await scene.actorOf(agent) })
  await reached.promise
  return async () => {
    mayGoOn.resolve()
    return view
  }
}

/** Null where the message has to go the long way. */
async function sendOnHotPath(ticketId: string, token: string) {
  const input = { ticketId, messageId: newId(), text: 'ещё', kind: 'public' as const, isQuestion: false }
  const actor = await scene.actorOf(token)
  const batcher = makeMessageBatcher(scene.world.store.hotPool)
  return batcher('client', { actor, input, at: now(), tokenHash: hashToken(token), preview: '' })
}

it('T8 a message that is sent while somebody reads the ticket stays on the hot path', async () => {
  const { ticketId } = await scene.ticket()
  const goOn = await beginReading(ticketId)

  const sent = await sendOnHotPath(ticketId, scene.admin)
  const view = await goOn()

  expect(sent).not.toBeNull()
  expect(view.can).toContain('resolve')
})

it('control: beside a command that has the ticket the message goes the long way', async () => {
  const { ticketId } = await scene.ticket()

  const sent = await scene.world.transaction(async (unit) => {
    await lockTicket(unit, ticketId)
    return sendOnHotPath(ticketId, scene.admin)
  })

  expect(sent).toBeNull()
})

it('T2 a page is of one instant: its buttons belong to the state that it shows', async () => {
  const { ticketId } = await scene.ticket({ taken: false })
  const goOn = await beginReading(ticketId)

  await scene.world.call('takeTicket', { ticketId }, scene.agent)
  const { summary, can } = await goOn()

  expect(summary.status).toBe('queued')
  expect(can).toContain('take')
})
