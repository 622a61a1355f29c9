import type { StaffView } from '#contract/desks/types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { addDuty, removeDuty, saveDutyRota } from './duty.commands.ts'
import { findRota } from './duty.queries.ts'
import { findStoredRota, listDuties } from './duty.sql.ts'
import { updateStaffMember, setAssignment, setAway, setPhone } from './staff.commands.ts'
import { presentStaff } from './staff.present.ts'
import { findAssignment, listMembers } from './staff.sql.ts'
import { setNumberPrefix } from './ticketNumbers.commands.ts'
import { findNumbering } from './ticketNumbers.sql.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'

export type StaffRouteName =
  | 'readStaff'
  | 'updateStaffMember'
  | 'setAway'
  | 'setPhone'
  | 'addDuty'
  | 'removeDuty'
  | 'saveDutyRota'
  | 'setAssignment'
  | 'setNumberPrefix'

export function staffRoutes({ db }: { db: Db }): Handlers<StaffRouteName> {
  async function view({ desk: { deskId } }: StaffActor, at: Date): Promise<StaffView> {
    const [members, rota, stored, duties, setting, timeZone, numbering] = await Promise.all([
      listMembers(db, deskId),
      findRota(db, deskId, at),
      findStoredRota(db, deskId),
      listDuties(db, deskId, at),
      findAssignment(db, deskId),
      findDeskTimeZone(db, deskId, at),
      findNumbering(db, deskId),
    ])
    return presentStaff(members, { rota, stored, duties }, { ...setting, numbering }, { timeZone, at })
  }

  return {
    readStaff: (_input, { actor, at }) => view(actor, at),
    async updateStaffMember(input, { actor, at, transaction }) {
      await transaction((unit) => updateStaffMember(unit, actor, actor.desk.deskId, input))
      return view(actor, at)
    },
    async setAway({ userId, away }, { actor, at, transaction }) {
      const until = away?.until ?? null
      const change =
        away === null ? null : { from: new Date(away.from), until: until === null ? null : new Date(until) }
      await transaction((unit) => setAway(unit, actor, actor.desk.deskId, { userId, away: change }))
      return view(actor, at)
    },
    async setPhone(input, { actor, at, transaction }) {
      await transaction((unit) => setPhone(unit, actor, actor.desk.deskId, input))
      return view(actor, at)
    },
    async addDuty({ dutyId, kind, userId, from, until }, { actor, at, transaction }) {
      const duty = { dutyId, kind, userId, from: new Date(from), until: new Date(until) }
      await transaction((unit) => addDuty(unit, actor, actor.desk.deskId, duty))
      return view(actor, at)
    },
    async removeDuty({ dutyId }, { actor, at, transaction }) {
      await transaction((unit) => removeDuty(unit, actor, actor.desk.deskId, dutyId))
      return view(actor, at)
    },
    async saveDutyRota(input, { actor, at, transaction }) {
      await transaction((unit) => saveDutyRota(unit, actor, actor.desk.deskId, input))
      return view(actor, at)
    },
    async setAssignment(input, { actor, at, transaction }) {
      await transaction((unit) => setAssignment(unit, actor, actor.desk.deskId, input))
      return view(actor, at)
    },
    async setNumberPrefix({ prefix }, { actor, at, transaction }) {
      await transaction((unit) => setNumberPrefix(unit, actor, actor.desk.deskId, prefix))
      return view(actor, at)
    },
  }
}
