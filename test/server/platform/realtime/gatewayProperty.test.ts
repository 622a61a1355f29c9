import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { newId, post } from '#test/support/world.ts'
import { openSocket, type Socket } from '#test/support/socket.ts'
import { startScene, upTo, type Scene } from '../../tickets/scene.ts'

let scene: Scene
let other: Awaited<ReturnType<Scene['world']['startAnother']>>
beforeAll(async () => {
  scene = await startScene()
  other = await scene.world.startAnother()
}, 60_000)
afterAll(async () => {
  await other.stop()
  await scene.world.stop()
})

const server = fc.constantFrom(0, 1)
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('write'), server, by: fc.constantFrom('admin', 'agent', 'note') }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reconnect'), server, page: fc.constantFrom(0, 1) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('watchAgain'), page: fc.constantFrom(0, 1) }) },
)

/** A page that remembers how far it is, and what came out of turn. */
type Page = { socket: Socket; token: string; told: TicketEvent[]; wrong: string[] }

it('T8 with random writers, disconnects and servers, both pages end with the whole conversation, once and in order', async () => {
  const urls = [scene.world.url, other.url]
  const urlOf = (index: number) => urls[index] ?? ''
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40 }), async (actions) => {
      const { ticketId } = await scene.ticket()
      const pages = await Promise.all([open(urlOf(0), scene.admin, ticketId), open(urlOf(1), scene.agent, ticketId)])
      const writing: Promise<unknown>[] = []
      for (const step of actions) {
        if ('by' in step) writing.push(write(urlOf(step.server), ticketId, step.by))
        const page = 'page' in step ? pages[step.page] : undefined
        if (page === undefined) continue
        settle(page)
        if ('server' in step) await reconnect(page, urlOf(step.server), ticketId)
        else page.socket.say({ type: 'watch', ticketId, after: page.told.length })
      }
      await Promise.all(writing)
      for (const page of pages) await isComplete(page, ticketId)

      for (const page of pages) {
        const { events } = await scene.world.call('readEvents', { ticketId, limit: 200 }, page.token)
        expect(page.wrong).toEqual([])
        expect(page.told).toEqual(events)
        expect(page.told.map(({ seq }) => seq)).toEqual(upTo(events.length))
      }
      await Promise.all(pages.map(({ socket }) => socket.close()))
    }),
    { numRuns: 6 },
  )
}, 60_000)

async function open(url: string, token: string, ticketId: string): Promise<Page> {
  const page: Page = { socket: await openSocket(url, token), token, told: [], wrong: [] }
  page.socket.say({ type: 'watch', ticketId, after: 0 })
  return page
}

async function reconnect(page: Page, url: string, ticketId: string) {
  await page.socket.close()
  settle(page)
  page.socket = await openSocket(url, page.token)
  page.socket.say({ type: 'watch', ticketId, after: page.told.length })
}

/** Takes what has come since: the next number, or one that was asked for again. A gap or a change is wrong. */
function settle(page: Page) {
  for (const event of page.socket.all('events').flatMap(({ events }) => events)) {
    if (event.seq === page.told.length + 1) page.told.push(event)
    else if (event.seq > page.told.length) page.wrong.push(`${event.seq} came where ${page.told.length + 1} was due`)
  }
}

async function isComplete(page: Page, ticketId: string) {
  const { lastSeq } = await scene.world.call('readEvents', { ticketId }, page.token)
  settle(page)
  if (page.told.length < lastSeq) {
    await page.socket.next('events', ({ events }) => events.some(({ seq }) => seq === lastSeq))
    settle(page)
  }
}

function write(url: string, ticketId: string, by: string) {
  const token = by === 'admin' ? scene.admin : scene.agent
  const kind = by === 'note' ? 'note' : 'public'
  return post(url, 'sendMessage', { ticketId, messageId: newId(), text: by, kind }, token)
}
