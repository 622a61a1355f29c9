import type { RouteInput, RouteName } from '#contract/routes.ts'
import type { Answer } from '#test/support/world.ts'
import { seats, type Role, type Situation } from '../situation.ts'
import type { Names } from './anonymise.ts'
import { callRecorded, letTimePass, nextId, placeOf, situationNames, stepOn } from './calls.ts'
import { asKept, type Recording } from './kept.ts'

const minuteMilliseconds = 60_000

/** Somebody does one thing after the other, and every answer is recorded. */
export type Teller = {
  situation: Situation
  /** What this person is told when they call this. */
  says: <Name extends RouteName>(role: Role, name: Name, input: RouteInput<Name>) => Promise<Answer<Name>>
  /** An id of a new thing, known by this word from here on. */
  names: (word: string) => string
  /** Time goes by, and what comes due meanwhile happens. */
  waits: (minutes: number) => Promise<void>
}
export type Story = (teller: Teller) => Promise<void>

export async function recordStory(story: Story, situation: Situation): Promise<Recording> {
  const recording: Recording = {}
  const { world } = situation
  const names: Names = situationNames(situation)
  const tokens = new Map<Role, string>(
    Object.entries(situation.tokens).flatMap(([role, token]) => (isRole(role) ? [[role, token]] : [])),
  )
  const enter = async (role: Role) => {
    const [portal, userId] = seats[role]
    const token = tokens.get(role) ?? (await world.enter(portal, userId))
    tokens.set(role, token)
    return token
  }
  await story({
    situation,
    async says(role, name, input) {
      const token = await enter(role)
      await stepOn(world)
      const { got, recorded } = await callRecorded(world, names, { name, input, token })
      const number = String(Object.keys(recording).length + 1).padStart(2, '0')
      recording[`${number} ${role} ${placeOf(name)}`] = recorded
      return got
    },
    names(word) {
      const id = nextId()
      names.set(id, word)
      return id
    },
    async waits(minutes) {
      // Sessions are shorter than some stories: everybody comes back with a new one.
      tokens.clear()
      await letTimePass(world, minutes * minuteMilliseconds)
    },
  })
  return asKept(recording)
}

function isRole(name: string): name is Role {
  return name in seats
}

/** The body of an answer that must be a good one for the story to go on. */
export function taken<Name extends RouteName>(answer: Answer<Name>) {
  if (!answer.ok) throw new Error(`a story cannot go on: ${answer.code} ${JSON.stringify(answer.details)}`)
  return answer.body
}
