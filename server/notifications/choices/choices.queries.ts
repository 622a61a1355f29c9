import type { Language } from '#contract/common.ts'
import type { OwnNotifications } from '#contract/notifications/choices.types.ts'
import { notificationGroups, notifiedEvents, rowOf, type ReaderKind } from '#contract/notifications/table.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { clientKinds, deskKinds, keyOfChoice, ownRows, type Choices } from '../domain/choices.ts'
import { readPeople, readSwitches, type PersonKey, type PersonSettings } from './choices.sql.ts'

export type { PersonKey } from './choices.sql.ts'
export type Person = PersonSettings & { portalLanguage: Language; choices: Choices }

/** Of each of these people what they have chosen, by `keyOfPerson`. */
export async function peopleBy(db: Reader, people: readonly PersonKey[]): Promise<ReadonlyMap<string, Person>> {
  const read = await readPeople(db, [...new Map(people.map((one) => [keyOfPerson(one), one])).values()])
  return new Map(
    read.map(({ choices, ...person }) => [
      keyOfPerson(person),
      { ...person, choices: new Map(choices.map(({ isOn, ...choice }) => [keyOfChoice(choice), isOn])) },
    ]),
  )
}

export function keyOfPerson({ memberId, userId }: PersonKey): string {
  return `${memberId} ${userId}`
}

/** As what the actor may be told, on each side; nobody who may neither write nor answer. */
export function kindsOf({ client, desk }: Actor): { client: ReaderKind[]; desk: ReaderKind[] } {
  return {
    client: client === null ? [] : clientKinds(client),
    desk: desk === null ? [] : deskKinds(desk.role),
  }
}

type Own = Pick<OwnNotifications, 'sides' | 'language' | 'quiet' | 'timeZone' | 'sound' | 'desktop'>

/** What the settings page shows of the actor's own choices. */
export async function viewChoices(db: Reader, actor: Actor): Promise<Own> {
  const person = (await peopleBy(db, [actor])).get(keyOfPerson(actor))
  const switches = await readSwitches(db, actor.memberId)
  const off = notificationGroups.filter((group) => switches?.[group] === false)
  const choices: Choices = person?.choices ?? new Map()
  const kinds = kindsOf(actor)
  return {
    sides: (['client', 'desk'] as const)
      .filter((side) => kinds[side].length > 0)
      .map((side) => ({
        side,
        rows: ownRows(choices, kinds[side]),
        switchedOff:
          side === 'desk' ? [] : notifiedEvents.filter((event) => off.some((one) => one === rowOf(event).group)),
      })),
    language: person?.language ?? null,
    quiet: person?.quiet ?? null,
    timeZone: person?.timeZone ?? null,
    sound: person?.sound ?? false,
    desktop: person?.desktop ?? false,
  }
}
