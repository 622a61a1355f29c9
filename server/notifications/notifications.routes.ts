import type { OwnNotifications } from '#contract/notifications/choices.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { chooseNotification, saveNotifications } from './choices/choices.commands.ts'
import { viewChoices } from './choices/choices.queries.ts'
import { viewDeliveries } from './deliveries/deliveries.queries.ts'

export type NotificationRouteName =
  | 'readOwnNotifications'
  | 'chooseNotification'
  | 'saveNotifications'
  | 'listDeliveries'

/** D4: each of those who may be told of anything chooses for themself; the owner reads what came of it. */
export function notificationRoutes({ db }: { db: Db }): Handlers<NotificationRouteName> {
  const view = async (actor: Actor): Promise<OwnNotifications> => ({
    ...(await viewChoices(db, actor)),
    mail: { isServed: false, address: null, waiting: null },
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
    listDeliveries: (input, { actor }) => viewDeliveries(db, actor, input),
  }
}
