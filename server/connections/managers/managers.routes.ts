import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { findCustomerTerms } from '../entitlement/customerTerms.queries.ts'
import { setManager } from './managers.commands.ts'
import { managerOf } from './managers.queries.ts'

export type ManagerRoutes = 'readManager' | 'setManager'

/** D8: of the desk's own clients alone. */
export function managerRoutes({ db }: { db: Db }): Handlers<ManagerRoutes> {
  return {
    async readManager({ memberId }, { actor }) {
      const client = { deskId: actor.desk.deskId, memberId }
      if ((await findCustomerTerms({ tx: db }, client)) === null) throw new Refusal('not_found')
      return { manager: await managerOf(db, client) }
    },
    async setManager(input, { actor, transaction }) {
      await transaction((unit) => setManager(unit, actor, input))
      return { manager: await managerOf(db, { deskId: actor.desk.deskId, memberId: input.memberId }) }
    },
  }
}
