import { routes, type RouteInput, type RouteName, type RouteOutput } from '#contract/routes.ts'
import type { ChatClient } from '#test/support/chatClient.ts'
import type { ChatTiming } from '#test/support/chatTiming.ts'
import { startAgreeablePortal } from '#test/support/agreeablePortal.ts'
import { openChatWorld, type ChatClientPortal, type ChatDesk } from '#test/support/chatWorld.ts'
import { quantile, wholeMs, type Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type SwitchSize = { portals: number; everyMs: number; messagesBetween: number; timing: ChatTiming }

/** E4: every portal connects a partner and goes back in the middle of writing, the two servers take turns. */
export async function supportIsSwitched(databaseUrl: string, size: SwitchSize): Promise<Outcome> {
  const portal = await startAgreeablePortal()
  const world = await openChatWorld(databaseUrl, { portal })
  const stage = await openStage(databaseUrl)
  try {
    const standard = await world.openDesk('standard')
    const partner = await world.openDesk('partner')
    const portals = await inOrder(size.portals, () => world.openClient())
    const servers = [await stage.launch(), await stage.launch()].map(({ port }) => `http://127.0.0.1:${port}`)
    const switched: Switched[] = []
    const openPages = async (desk: ChatDesk) => {
      const talks = await inOrder(portals.length, (index) => world.converse(at(portals, index), desk))
      return talks.flatMap((talk) => [
        stage.open(talk, 'client', { url: () => at(servers, 0), timing: size.timing }),
        stage.open(talk, 'desk', { url: () => at(servers, 1), timing: size.timing }),
      ])
    }

    const standardPages = await openPages(standard)
    const standardWriting = stage.write(standardPages, size.everyMs)
    await goOn(stage, standardPages, size)
    await Promise.all(
      portals.map(async (client, index) => {
        await connect(at(servers, index % 2), partner, client)
        switched.push({ at: performance.now(), pages: pagesOf(standardPages, index) })
      }),
    )
    await stage.until('writing to the standard desk is refused', () => standardPages.every(isRefused))

    const partnerPages = await openPages(partner)
    const partnerWriting = stage.write(partnerPages, size.everyMs)
    await goOn(stage, partnerPages, size)
    await Promise.all(
      portals.map(async (client, index) => {
        await goBack(at(servers, index % 2), client)
        switched.push({ at: performance.now(), pages: pagesOf(partnerPages, index) })
      }),
    )
    await stage.until('writing to the partner is refused', () => partnerPages.every(isRefused))
    partnerWriting.stop()
    await goOn(stage, standardPages, size)
    standardWriting.stop()

    const faults = await stage.judge()
    const codes = new Set(stage.pages().flatMap(({ refused }) => [...refused.values()]))
    if ([...codes].join() !== 'ticket_locked') faults.push(`refused with ${[...codes].join()}`)
    const refused = stage.pages().reduce((sum, page) => sum + page.refused.size, 0)
    const delays = switched.flatMap(shownAfter)
    if (delays.length !== portals.length * 4) faults.push(`${delays.length} pages were told of a lock`)
    return {
      faults,
      facts: {
        messages: stage.acknowledgedCount(),
        'refused while locked': refused,
        'ms until a page shows the switch, median': wholeMs(quantile(delays, 0.5)),
        'ms until a page shows the switch, most': wholeMs(quantile(delays, 1)),
      },
    }
  } finally {
    await stage.close()
    await world.close()
    await portal.close()
  }
}

/** When a portal's switch was answered, and the pages of its ticket that is locked by it. */
type Switched = { at: number; pages: ChatClient[] }

/** Pages come in pairs, one pair for each portal. */
function pagesOf(pages: ChatClient[], index: number): ChatClient[] {
  return pages.slice(index * 2, index * 2 + 2)
}

/** From the answer to the one who switched until each page was told, 0 where it was told before. */
function shownAfter({ at: switchedAt, pages }: Switched): number[] {
  return pages.flatMap(({ received }) => {
    const locked = received.find(({ event }) => event.type === 'ticket.locked')
    return locked === undefined ? [] : [Math.max(0, locked.arrivedAt - switchedAt)]
  })
}

async function goOn(stage: Stage, pages: ChatClient[], { messagesBetween }: SwitchSize): Promise<void> {
  const before = new Map(pages.map((page) => [page, page.acknowledged.size]))
  const hasMore = (page: ChatClient) => page.acknowledged.size >= (before.get(page) ?? 0) + messagesBetween
  await stage.until('every page has messages acknowledged', () => pages.every(hasMore), 60_000)
}

function isRefused({ refused }: ChatClient): boolean {
  return refused.size > 0
}

async function connect(url: string, partner: ChatDesk, portal: ChatClientPortal): Promise<void> {
  const code = await ask(
    url,
    'issueCode',
    { maxUses: 1, expiresInDays: 1, clientStatus: 1, note: '' },
    partner.ownerToken,
  )
  const preview = await ask(url, 'previewCode', { code: code.code }, portal.adminToken)
  await ask(url, 'activateCode', { code: code.code, stateToken: preview.stateToken }, portal.adminToken)
}

async function goBack(url: string, portal: ChatClientPortal): Promise<void> {
  const { stateToken } = await ask(url, 'readSupport', {}, portal.adminToken)
  await ask(url, 'returnToStandard', { stateToken }, portal.adminToken)
}

async function ask<Name extends RouteName>(
  url: string,
  name: Name,
  input: RouteInput<Name>,
  token: string,
): Promise<RouteOutput<Name>> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await fetch(`${url}${routes[name].path}`, { method: 'POST', headers, body: JSON.stringify(input) })
  if (!response.ok) throw new Error(`${name} was refused: ${await response.text()}`)
  return response.json()
}

async function inOrder<Result>(count: number, make: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let index = 0; index < count; index += 1) results.push(await make(index))
  return results
}

function at<Thing>(things: Thing[], index: number): Thing {
  const thing = things[index]
  if (thing === undefined) throw new Error(`there is no number ${index}`)
  return thing
}
