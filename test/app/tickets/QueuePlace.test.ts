import { expect, it, vi } from 'vitest'
import type { QueuePlace as Place } from '#contract/tickets/queue.types.ts'
import QueuePlace from '#app/tickets/QueuePlace.vue'
import { ids, meOf, startedAt, summaryOf } from '../factories.ts'
import { byRole, goOnline, mountPage, server, settle, signIn, textOf } from '../harness.ts'

const queued = summaryOf({ status: 'queued' })
const place = (changes: Partial<Place> = {}): { place: Place } => ({
  place: { ahead: 3, isMore: false, overtakenBy: null, at: startedAt, ...changes },
})

async function show(answer: { place: Place | null }, ticket = queued) {
  server.on('readPlace', () => answer)
  await signIn(meOf())
  const page = mountPage(QueuePlace, { props: { ticket } })
  await settle()
  return page
}
const said = () => textOf(byRole('status'))

it.each([
  [place(), 'Перед вами 3 обращения.'],
  [place({ ahead: 1 }), 'Перед вами 1 обращение.'],
  [place({ ahead: 0 }), 'Вы следующие'],
  [place({ ahead: 50, isMore: true }), 'Перед вами больше 50 обращений.'],
  [place({ overtakenBy: 'urgent' }), 'критические обращения и обращения по купонам идут первыми'],
  [place({ overtakenBy: 'deadline' }), 'срок ответа у них ближе'],
])('S7 a client reads where its ticket stands, and why: %j', async (answer, words) => {
  await show(answer)

  expect(said()).toContain(words)
})

it('nothing is said of a ticket that does not wait, and nobody is asked', async () => {
  await show(place(), summaryOf({ status: 'inProgress' }))

  expect(said()).toBe('')
  expect(server.asked('readPlace')).toHaveLength(0)
})

it('asks again when the queue of its desk moves, and keeps what it knew when nobody answers', async () => {
  await show(place())
  const socket = goOnline()
  const moved = (deskId: string) => socket.push({ type: 'changed', what: 'queue', key: { deskId, memberId: null } })

  server.on('readPlace', () => place({ ahead: 2 }))
  moved(ids.otherTicket)
  await settle()
  expect(said()).toContain('Перед вами 3 обращения.')
  moved(queued.deskId)
  await settle()
  expect(said()).toContain('Перед вами 2 обращения.')

  server.cut('readPlace')
  moved(queued.deskId)
  await settle()
  expect(said()).toContain('Перед вами 2 обращения.')
})

it('asks nobody while it is not seen, and when it is seen again', async () => {
  await show(place())
  const socket = goOnline()
  const asked = () => server.asked('readPlace').length
  const before = asked()

  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  socket.push({ type: 'changed', what: 'queue', key: { deskId: queued.deskId, memberId: null } })
  await settle()
  expect(asked()).toBe(before)
  visibility.mockRestore()
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()

  expect(asked()).toBe(before + 1)
})

it('goes when the ticket is taken', async () => {
  const page = await show(place())

  await page.rerender({ ticket: summaryOf({ status: 'inProgress' }) })
  await settle()

  expect(said()).toBe('')
})
