import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { nameClient } from './clientNames.commands.ts'
import { findNamedClient } from './clientNames.sql.ts'

export type ClientNameRoutes = 'nameClient'

/** D8: of the desk's own clients alone. */
export function clientNameRoutes({ db }: { db: Db }): Handlers<ClientNameRoutes> {
  return {
    async nameClient(input, { actor, transaction }) {
      await transaction((unit) => nameClient(unit, actor, input))
      const found = await findNamedClient(db, { deskId: actor.desk.deskId, memberId: input.memberId })
      if (found === null) throw new Refusal('not_found')
      return found
    },
  }
}
