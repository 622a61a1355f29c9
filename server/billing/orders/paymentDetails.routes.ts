import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { setPaymentDetails } from './paymentDetails.commands.ts'
import { readPaymentDetails } from './paymentDetails.sql.ts'

/** Q4 */
export function paymentDetailsRoutes({ db }: { db: Db }): Handlers<'readPaymentDetails' | 'setPaymentDetails'> {
  return {
    readPaymentDetails: async (_input, { actor }) => ({ details: await readPaymentDetails(db, actor.desk.deskId) }),
    async setPaymentDetails(input, { actor, transaction }) {
      await transaction((unit) => setPaymentDetails(unit, actor, input))
      return { details: input.details }
    },
  }
}
