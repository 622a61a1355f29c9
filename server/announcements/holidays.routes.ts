import type { Holidays } from '#contract/announcements/holidays.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { ServedPort } from './announcements.port.ts'
import { setHolidayDeclined } from './holidays.commands.ts'
import { presentHoliday } from './holidays.present.ts'
import { findHolidays } from './holidays.queries.ts'

export type HolidayRouteName = 'readHolidays' | 'setHolidayDeclined'

/** D3: what is proposed from the calendars, for those who may announce it. */
export function holidayRoutes(deps: Pick<ServedPort, 'lockDesk'> & { db: Db }): Handlers<HolidayRouteName> {
  const readFor = async (deskId: string, at: Date): Promise<Holidays> => ({
    holidays: (await findHolidays({ tx: deps.db, at }, deskId)).map(presentHoliday),
  })
  return {
    readHolidays: (_input, { actor, at }) => readFor(actor.desk.deskId, at),
    async setHolidayDeclined(input, { actor, at, transaction }) {
      await transaction((unit) => setHolidayDeclined(unit, deps, actor, input))
      return readFor(actor.desk.deskId, at)
    },
  }
}
