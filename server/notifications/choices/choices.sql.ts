import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { QuietHours } from '#contract/notifications/choices.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Choice } from '../domain/choices.ts'

export type PersonKey = { memberId: string; userId: number }

export type PersonSettings = {
  language: Language | null
  timeZone: string | null
  quiet: QuietHours | null
  sound: boolean
  desktop: boolean
}

/** `portalLanguage`: what is written in where the person has chosen none. */
export type ReadPerson = PersonKey &
  PersonSettings & { portalLanguage: Language; choices: (Choice & { isOn: boolean })[] }

type PersonRow = {
  memberId: string
  userId: number
  language: Language | null
  portalLanguage: Language
  timeZone: string | null
  quietFrom: number | null
  quietUntil: number | null
  sound: boolean | null
  desktop: boolean | null
  choices: (Choice & { isOn: boolean })[]
}

/** What each of these people has chosen, in one statement; also of those who have chosen nothing. Each is named once. */
export async function readPeople(db: Reader, people: readonly PersonKey[]): Promise<ReadPerson[]> {
  if (people.length === 0) return []
  const members = people.map(({ memberId }) => memberId)
  const users = people.map(({ userId }) => userId)
  const { rows } = await sql<PersonRow>`
    select asked.member_id as "memberId", asked.user_id as "userId", p.language, p.time_zone as "timeZone",
           coalesce((select portals.language from portals where portals.member_id = asked.member_id), 'ru') as "portalLanguage",
           p.quiet_from as "quietFrom", p.quiet_until as "quietUntil", p.sound, p.desktop,
           coalesce((select json_agg(json_build_object('side', c.side, 'event', c.event, 'scope', c.scope,
                                                       'channel', c.channel, 'isOn', c.is_on))
                       from notification_choices c
                      where c.member_id = asked.member_id and c.user_id = asked.user_id), '[]'::json) as choices
      from unnest(${members}::text[], ${users}::int[]) as asked (member_id, user_id)
      left join notification_people p on p.member_id = asked.member_id and p.user_id = asked.user_id`.execute(db)
  return rows.map(({ quietFrom: from, quietUntil: until, sound, desktop, ...row }) => ({
    ...row,
    quiet: from === null || until === null ? null : { from, until },
    sound: sound ?? false,
    desktop: desktop ?? false,
  }))
}

export async function saveChoice(
  unit: UnitOfWork,
  { memberId, userId }: PersonKey,
  { side, event, scope, channel }: Choice,
  isOn: boolean,
): Promise<void> {
  await unit.tx
    .insertInto('notification_choices')
    .values({ member_id: memberId, user_id: userId, side, event, scope, channel, is_on: isOn })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'user_id', 'side', 'event', 'scope', 'channel']).doUpdateSet({ is_on: isOn }),
    )
    .execute()
}

/** Only what is named changes. */
export async function savePerson(
  unit: UnitOfWork,
  { memberId, userId }: PersonKey,
  {
    language,
    timeZone,
    quiet,
    sound,
    desktop,
  }: { [Field in keyof PersonSettings]?: PersonSettings[Field] | undefined },
): Promise<void> {
  const values = {
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(quiet !== undefined && { quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null }),
    ...(sound !== undefined && { sound }),
    ...(desktop !== undefined && { desktop }),
  }
  const key = { member_id: memberId, user_id: userId }
  const isNothing = Object.keys(values).length === 0
  await unit.tx
    .insertInto('notification_people')
    .values({ ...key, ...values })
    .onConflict((conflict) => {
      const known = conflict.columns(['member_id', 'user_id'])
      return isNothing ? known.doNothing() : known.doUpdateSet(values)
    })
    .execute()
}

/** What the portal's admin has switched off for all of its people; null of a portal that is not known. */
export async function readSwitches(
  db: Reader,
  memberId: string,
): Promise<{ answers: boolean; connection: boolean; billing: boolean } | null> {
  const row = await db
    .selectFrom('portals')
    .select(['notice_answers', 'notice_connection', 'notice_billing'])
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { answers: row.notice_answers, connection: row.notice_connection, billing: row.notice_billing }
}

/** With the portal that is gone for good. */
export async function forgetChoices(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('notification_choices').where('member_id', '=', memberId).execute()
  await unit.tx.deleteFrom('notification_people').where('member_id', '=', memberId).execute()
}
