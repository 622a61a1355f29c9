import type { OwnNotifications } from '#contract/notifications/choices.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { now } from '#server/platform/clock.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { chooseNotification, saveNotifications } from './choices/choices.commands.ts'
import { viewChoices } from './choices/choices.queries.ts'
import { dropTyped, viewAddress } from './mails/addresses.commands.ts'
import { postLink, type MailDeps } from './mails/composing.commands.ts'
import { ringNotices, seeNotices } from './shown/shown.commands.ts'
import { viewShown } from './shown/shown.queries.ts'
import { viewDeliveries } from './deliveries/deliveries.queries.ts'

export type NotificationRouteName =
  | 'readOwnNotifications'
  | 'chooseNotification'
  | 'saveNotifications'
  | 'typeMailAddress'
  | 'forgetMailAddress'
  | 'readShownNotices'
  | 'seeNotices'
  | 'ringNotices'
  | 'listDeliveries'

export type NotificationRoutesDeps = Omit<MailDeps, 'mail'> & { mail: MailDeps['mail'] | null }

/** D4: each of those who may be told of anything chooses for themself; the owner reads what came of it. */
export function notificationRoutes(deps: NotificationRoutesDeps): Handlers<NotificationRouteName> {
  const { db, mail } = deps
  const view = async (actor: Actor): Promise<OwnNotifications> => ({
    ...(await viewChoices(db, actor)),
    mail: { isServed: mail !== null, ...(await viewAddress(db, actor, now())) },
  })
  return {
    readOwnNotifications: (_input, { actor }) => view(actor),
    async chooseNotification(input, { actor, transaction }) {
      await transaction((unit) => chooseNotification(unit, actor, input))
      return view(actor)
    },
    async saveNotifications(input, { actor, transaction }) {
      await transaction((unit) => saveNotifications(unit, actor, input))
      return view(actor)
    },
    async typeMailAddress({ address }, { actor, transaction }) {
      if (mail === null) throw new Refusal('no_mail_here')
      await transaction((unit) => postLink(unit, { ...deps, mail }, actor, address))
      return view(actor)
    },
    async forgetMailAddress(_input, { actor, transaction }) {
      await transaction((unit) => dropTyped(unit, actor))
      return view(actor)
    },
    readShownNotices: ({ side }, { actor }) => viewShown(db, actor, side),
    async seeNotices({ side, of }, { actor, transaction }) {
      await transaction((unit) => seeNotices(unit, actor, side, of))
      return viewShown(db, actor, side)
    },
    async ringNotices(input, { actor, transaction }) {
      return { noticeIds: await transaction((unit) => ringNotices(unit, actor, input)) }
    },
    listDeliveries: (input, { actor }) => viewDeliveries(db, actor, input),
  }
}
