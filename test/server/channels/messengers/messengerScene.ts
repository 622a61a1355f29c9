import { expect } from 'vitest'
import { sql } from 'kysely'
import type { AddBotInput, ChannelAccount } from '#contract/channels/types.ts'
import type { RouteOutput } from '#contract/routes.ts'
import type { Identities, Writer } from '#server/identification/identities.port.ts'
import type { Channel } from '#contract/regulations/base.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { identificationIn } from '#server/regulations/presets/common.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { eventually } from '#test/support/eventually.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../../tickets/scene.ts'

/** Of the client's admin, and of somebody who has proven nothing. */
export const [anna, stranger] = [501, 777]

/** What every emulator of a messenger does. */
export type Emulated = {
  url: string
  /** What the owner types to connect a bot of it. */
  bot: Bot
  isTaken(): boolean
  close(): Promise<void>
}
type Without<Of, Key extends PropertyKey> = Of extends unknown ? Omit<Of, Key> : never
export type Bot = Without<AddBotInput, 'accountId'>

export type MessengerScene = Scene & {
  accountId: string
  /** Who is behind which messenger's account: as it is proven now. */
  proven: Map<string, Writer[]>
  account: () => Promise<ChannelAccount>
  tickets: () => Promise<RouteOutput<'listTickets'>['tickets']>
  /** What stands in a ticket, in order. */
  said: (ticketId: string) => Promise<string[]>
  /** Everything that was written is worked on, and what follows from it is sent. */
  settle: () => Promise<void>
  /** What waits for another try, or for a bot that is asked to slow down, is due now. */
  later: () => Promise<void>
  run: (statement: string) => Promise<unknown[]>
  end: () => Promise<void>
}

type Played = {
  emulator: Emulated
  environment: Record<string, string>
  document?: Regulation
  /** Nobody has proven who they are yet, and must as people do. */
  isReal?: boolean
}

/** A desk with a bot, and a client whose admin has proven who they are. */
export async function startMessengerScene({
  emulator,
  environment,
  document = saasSupport,
  isReal = false,
}: Played): Promise<MessengerScene> {
  const proven = new Map<string, Writer[]>()
  const identities: Identities = {
    findWriters: ({ externalId }) => Promise.resolve(proven.get(externalId) ?? []),
    heard: (_unit, { externalId }) =>
      Promise.resolve(proven.has(externalId) ? null : { text: 'Представьтесь', buttons: [] }),
  }
  const surroundings = { ...paceByHand(), ...(!isReal && { identities }) }
  const scene = await startScene(surroundings, document, environment)
  const { world, owner } = scene
  const { memberId } = world.sandbox.portals.client
  proven.set(String(anna), [{ memberId, userId: 1, name: 'Анна Петрова', role: 'admin' }])
  const run = async (statement: string) => (await sql.raw(statement).execute(world.store.db)).rows
  const accountId = newId()
  await world.call('addBot', { accountId, ...emulator.bot }, owner)

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
      expect(emulator.isTaken()).toBe(true)
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
    accountId,
    proven,
    account,
    tickets: async () => (await world.call('listTickets', { filter: 'all' }, scene.admin)).tickets,
    async said(ticketId) {
      const { events } = await world.call('readEvents', { ticketId }, scene.agent)
      return events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
    },
    settle,
    async later() {
      await run(`update channel_outbox set next_at = now() - interval '1 second' where next_at is not null`)
      await run('update channel_accounts set slow_until = null')
      await world.turn()
    },
    run,
    async end() {
      await world.stop(/./)
      await emulator.close()
    },
  }
}

/** As `saas-support`, with MAX in the place of Telegram, or another messenger. */
export function withMessenger(messenger: 'max' | 'whatsapp'): Regulation {
  const { channels } = saasSupport
  const instead = (list: readonly Channel[]) => list.map((one) => (one === 'telegram' ? messenger : one))
  return {
    ...saasSupport,
    channels: {
      ...channels,
      cloud: { ...channels.cloud, official: instead(channels.cloud.official) },
      box: { ...channels.box, official: instead(channels.box.official) },
    },
    identification: identificationIn([messenger, 'phone']),
  }
}
