/**
 * What everybody is answered, kept under `test/recording`: the net under moves and renames, which may change none of it. Each
 * recording has a file of its own, and is made in a situation of its own. Where an answer is changed on purpose, the recordings
 * are made anew by
 *
 *     OPORA_RECORDING=anew npx vitest run --project server test/server/recording
 *
 * which is red for that alone: their difference belongs into the commit, and is looked at.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listUncatalogued } from '#test/support/storedEntries.ts'
import type { Situation } from '../situation.ts'
import { placesOf, recordPart, type Part } from './everyRoute.ts'
import { isMadeAnew, keep, readKept, type Recording } from './kept.ts'
import { letGoOfClock } from './standingClock.ts'
import { inStandingSituation } from './standingSituation.ts'

/** Whoever is interrupted goes on, and moves the clock of the recordings that come after it. */
const patienceMilliseconds = 600_000

/** Each route of this part, and everybody who asks it. */
export function compareRoutes(part: Part): void {
  describe(`every route answers everybody as it was recorded: ${part}`, () => {
    const recorded = recordBefore(part, (situation) => recordPart(part, situation))

    it.each(placesOf(part))('$key', ({ key }) => {
      expect(recorded.made[key]).toEqual(readKept(part)[key])
    })

    it('and nothing else is kept', () => {
      expect(Object.keys(readKept(part))).toEqual(Object.keys(recorded.made))
    })
  })
}

/** A story, pages or sockets: one thing after the other. */
export function compareSteps(name: string, record: (situation: Situation) => Promise<Recording>): void {
  describe(`what follows from one another is answered as it was recorded: ${name}`, () => {
    const recorded = recordBefore(name, record)

    it('step by step', () => {
      expect(recorded.made).toEqual(readKept(name))
      expect(Object.keys(recorded.made)).toEqual(Object.keys(readKept(name)))
    })
  })
}

function recordBefore(name: string, record: (situation: Situation) => Promise<Recording>): { made: Recording } {
  const recorded: { made: Recording } = { made: {} }
  let uncatalogued: unknown[]
  beforeAll(async () => {
    recorded.made = await inStandingSituation(async (situation) => {
      const recording = await record(situation)
      uncatalogued = await listUncatalogued(situation.world.store.db)
      return recording
    })
    if (isMadeAnew) keep(name, recorded.made)
  }, patienceMilliseconds)
  afterAll(letGoOfClock)

  it('what was appended is what the catalogue says', () => {
    expect(uncatalogued).toEqual([])
  })

  it('the recording was compared, not made anew', () => {
    expect(isMadeAnew, 'look at what is different in test/recording, then run without OPORA_RECORDING').toBe(false)
  })

  return recorded
}
