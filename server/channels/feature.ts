import type { Hono } from 'hono'
import { findNumberPrefix } from '#server/desks/numberPrefix.queries.ts'
import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import type { FileTools, TicketDeps } from '#server/tickets/feature.ts'
import { answerReaction } from './answers.reactions.ts'
import type { MailTransport } from '#server/notifications/mails/mailTransport.port.ts'
import type { CodeMail } from '#server/identification/codeMail.port.ts'
import type { IdentificationGate } from '#server/identification/gate.port.ts'
import type { Identities } from '#server/identification/identities.port.ts'
import type { Channel, OpenFile } from './channel.port.ts'
import type { ClientsPort } from './channels.port.ts'
import { makeCodeMail } from './codeMail.commands.ts'
import { channelClocks, channelCrontab, channelJobs, type ChannelTask } from './channels.jobs.ts'
import { addChannelHooks, type HookRoutesDeps } from './hooks.routes.ts'
import { forgetChannelsOf } from './erasure.commands.ts'
import { makeMailChannel } from './mail/mail.adapter.ts'
import { channelRoutes, type ChannelRouteName } from './mail/mailboxes.routes.ts'
import type { BotKinds } from './messengers/bots.port.ts'
import { botRoutes, type BotRouteName } from './messengers/bots.routes.ts'
import { messengerChannel } from './messengers/messenger.adapter.ts'
import { maxApi, maxBots, type MaxPlace } from './messengers/max.adapter.ts'
import { telegramApi, telegramBots, type TelegramPlace } from './messengers/telegram.adapter.ts'
import { whatsAppApi, whatsAppBots, type WhatsAppPlace } from './messengers/whatsApp.adapter.ts'
import { whatsAppHook } from './messengers/whatsAppHook.adapter.ts'
import { makeReceiving, type Receiving } from './receiving.commands.ts'
import { makeSenders } from './senders.commands.ts'
import './channels.tables.ts'

export type ChannelIdentities = Identities & Partial<IdentificationGate>

export type MessengerPlaces = { telegram: TelegramPlace; max: MaxPlace; whatsapp: WhatsAppPlace }

export type ChannelsDeps = FeatureDeps & {
  databaseUrl: string
  clients: ClientsPort
  ticketDeps: TicketDeps
  fileTools: FileTools
  /** True: mail servers may lie on this machine and in its networks. */
  mayBeInside: boolean
  /** Who somebody in a messenger has proven to be (I2), and what waits for a code (I4). */
  identities: ChannelIdentities
  messengers: MessengerPlaces
  /** The server's own way to send letters. */
  mail: MailTransport | null
}

export type ChannelsFeature = Feature<ChannelRouteName | BotRouteName, ChannelTask> & {
  receiving: Receiving
  codeMail: CodeMail
  stop(): Promise<void>
}

/** I1, E6: ways in which clients write besides the portal's own page; tickets know none of them. */
export function channelsFeature(deps: ChannelsDeps): ChannelsFeature {
  const { messengers } = deps
  const mail = makeMailChannel({ secrets: deps.secrets, places: { mayBeInside: deps.mayBeInside } })
  const openFile: OpenFile = (contentId) => deps.fileTools.store.read(contentId, 'original')
  const channels = new Map<string, Channel>(
    [
      mail,
      ...[telegramApi(messengers.telegram), maxApi(messengers.max), whatsAppApi(messengers.whatsapp)].map((api) =>
        messengerChannel(api, openFile),
      ),
    ].map((one) => [one.name, one]),
  )
  const bots: BotKinds = {
    telegram: telegramBots(messengers.telegram),
    max: maxBots(messengers.max),
    whatsapp: whatsAppBots(messengers.whatsapp),
  }
  const prefixesOf = async (deskId: string) => {
    const prefix = await findNumberPrefix(deps.db, deskId)
    return prefix === null ? [] : [prefix]
  }
  const parts = { ...deps, channels, bots, prefixesOf, findSenders: makeSenders(deps) }
  const receiving = makeReceiving(parts)
  return {
    handlers: { ...channelRoutes(parts), ...botRoutes(parts) },
    jobs: channelJobs(parts),
    crontab: channelCrontab,
    reactions: [answerReaction],
    dueClocks: channelClocks(deps.addJob),
    forget: forgetChannelsOf,
    receiving,
    codeMail: makeCodeMail({ ...deps, mailboxes: mail, letters: deps.mail }),
    async stop() {
      await receiving.stop()
      mail.close()
    },
  }
}

/** I2: where messengers call that call by themselves. */
export function addMessengerHooks(app: Hono, deps: Omit<HookRoutesDeps, 'hooks'>): void {
  addChannelHooks(app, { ...deps, hooks: { whatsapp: whatsAppHook } })
}

export { findAccountAddress } from './accounts.queries.ts'
export type { ClientsPort } from './channels.port.ts'
export { isWriter as isChannelWriter } from './writers.queries.ts'
export { findSealedPasswords, sealedOfChannels } from './accounts.sql.ts'
