/**
 * What everybody is answered, kept under `test/recording`: the net under moves and renames, which may change none of it. Where
 * an answer is changed on purpose, the recordings are made anew by
 *
 *     OPORA_RECORDING=anew npx vitest run --project server test/server/recording.test.ts
 *
 * which is red for that alone: their difference belongs into the commit, and is looked at.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partNames, placesOf, recordPart } from './recording/everyRoute.ts'
import { isMadeAnew, keep, readKept, type Recording } from './recording/kept.ts'
import { inStandingSituation } from './recording/standingSituation.ts'
import { recordPages } from './recording/pages.ts'
import { recordSockets } from './recording/sockets.ts'
import { letGoOfClock } from './recording/standingClock.ts'
import { recordStory, type Story } from './recording/stories.ts'
import { codes } from './recording/told/codes.ts'
import { conversation } from './recording/told/conversation.ts'
import { organisation } from './recording/told/organisation.ts'
import { purchase } from './recording/told/purchase.ts'
import { listUncatalogued } from '#test/support/storedEntries.ts'
import type { Situation } from './situation.ts'

afterAll(letGoOfClock)

describe.each(partNames)('every route answers everybody as it was recorded: %s', (part) => {
  let made: Recording
  let kept: Recording
  let uncatalogued: unknown[]
  beforeAll(async () => {
    made = await inStandingSituation(async (situation) => {
      const recording = await recordPart(part, situation)
      uncatalogued = await listUncatalogued(situation.world.store.db)
      return recording
    })
    if (isMadeAnew) keep(part, made)
    kept = readKept(part)
  })

  it.each(placesOf(part))('$key', ({ key }) => {
    expect(made[key]).toEqual(kept[key])
  })

  it('and nothing else is kept', () => {
    expect(Object.keys(kept)).toEqual(Object.keys(made))
  })

  it('and what was appended is what the catalogue says', () => {
    expect(uncatalogued).toEqual([])
  })
})

const told = (story: Story) => (situation: Situation) => recordStory(story, situation)

describe.each([
  ['story-purchase', told(purchase)],
  ['story-codes', told(codes)],
  ['story-conversation', told(conversation)],
  ['story-organisation', told(organisation)],
  ['pages', recordPages],
  ['sockets', recordSockets],
])('what follows from one another is answered as it was recorded: %s', (name, record) => {
  let made: Recording
  let uncatalogued: unknown[]
  beforeAll(async () => {
    made = await inStandingSituation(async (situation) => {
      const recording = await record(situation)
      uncatalogued = await listUncatalogued(situation.world.store.db)
      return recording
    })
    if (isMadeAnew) keep(name, made)
  })

  it('step by step', () => {
    expect(made).toEqual(readKept(name))
    expect(Object.keys(made)).toEqual(Object.keys(readKept(name)))
  })

  it('and what was appended is what the catalogue says', () => {
    expect(uncatalogued).toEqual([])
  })
})

it('the recordings were compared, not made anew', () => {
  expect(isMadeAnew, 'look at what is different in test/recording, then run without OPORA_RECORDING').toBe(false)
})
