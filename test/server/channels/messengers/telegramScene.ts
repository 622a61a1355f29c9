import { expect } from 'vitest'
import { sql } from 'kysely'
import type { ChannelAccount } from '#contract/channels/types.ts'
import type { RouteOutput } from '#contract/routes.ts'
import type { Identities, Writer } from '#server/identification/identities.port.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { startTelegram, type TelegramEmulator } from '#test/emulators/telegram.ts'
import { eventually } from '#test/support/eventually.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

/** Of the client's admin, and of somebody who has proven nothing. */
export const [anna, stranger] = [501, 777]

export type TelegramScene = Scene & {
  telegram: TelegramEmulator
  accountId: string
  /** Who is behind which messenger's account: as it is proven now. */
  proven: Map<string, Writer[]>
  account: () => Promise<ChannelAccount>
  tickets: () => Promise<RouteOutput<'listTickets'>['tickets']>
  /** What stands in a ticket, in order. */
  said: (ticketId: string) => Promise<string[]>
  /** Everything that was written is worked on, and what follows from it is sent. */
  settle: () => Promise<void>
  run: (statement: string) => Promise<unknown[]>
  end: () => Promise<void>
}

/** A desk with a Telegram bot, and a client whose admin has proven who they are; `isReal`: nobody has yet, and must as people do; `further`: of the servers' environment. */
export async function startTelegramScene(
  document: Regulation = saasSupport,
  { isReal = false, further = {} }: { isReal?: boolean; further?: Record<string, string> } = {},
): Promise<TelegramScene> {
  const telegram = await startTelegram()
  const proven = new Map<string, Writer[]>()
  const identities: Identities = {
    findWriters: ({ externalId }) => Promise.resolve(proven.get(externalId) ?? []),
    heard: (_unit, { externalId }) =>
      Promise.resolve(proven.has(externalId) ? null : { text: 'Представьтесь', buttons: [] }),
  }
  const surroundings = { ...paceByHand(), ...(!isReal && { identities }) }
  const scene = await startScene(surroundings, document, { OPORA_TELEGRAM_URL: telegram.url, ...further })
  const { world, owner } = scene
  const { memberId } = world.sandbox.portals.client
  proven.set(String(anna), [{ memberId, userId: 1, name: 'Анна Петрова', role: 'admin' }])
  const run = async (statement: string) => (await sql.raw(statement).execute(world.store.db)).rows
  const accountId = newId()
  await world.call('addBot', { accountId, channel: 'telegram', token: telegram.token }, owner)

  async function account(): Promise<ChannelAccount> {
    const { accounts } = await world.call('readChannels', {}, owner)
    const found = accounts.find((one) => one.accountId === accountId)
    if (found === undefined) throw new Error('there is no such account')
    return found
  }

  async function settle(): Promise<void> {
    await world.turn()
    await eventually(async () => {
      await world.turn()
      expect(telegram.isTaken()).toBe(true)
      expect(await run(`select count(*)::int as waiting from channel_inbox where state = 'waiting'`)).toEqual([
        { waiting: 0 },
      ])
    })
    await world.turn()
  }

  await eventually(async () => {
    await world.turn()
    expect((await account()).state).toBe('working')
  })
  return {
    ...scene,
    telegram,
    accountId,
    proven,
    account,
    tickets: async () => (await world.call('listTickets', { filter: 'all' }, scene.admin)).tickets,
    async said(ticketId) {
      const { events } = await world.call('readEvents', { ticketId }, scene.agent)
      return events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
    },
    settle,
    run,
    async end() {
      await world.stop(/./)
      await telegram.close()
    },
  }
}
