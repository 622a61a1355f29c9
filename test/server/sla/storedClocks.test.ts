import { describe, expect, it } from 'vitest'
import { fromState, toState } from '#server/sla/clockState.sql.ts'
import { pauseReasons } from '#server/sla/domain/clock.ts'
import { nothingFolded, type Folded } from '#server/sla/domain/clockProjection.ts'
import { ticketStages } from '#server/sla/domain/ticketClocks.ts'
import { schemaOf, storedSamples } from '#test/support/storedSamples.ts'
import { toldClocks } from './storedStories.ts'

const samples = storedSamples('sla').flatMap(([file, states]) =>
  Object.entries(states).map(([name, state]) => ({ file, name, state })),
)

/** Of the next reactions the last one is kept, and the others are counted. */
function kept(folded: Folded): Folded {
  const { nextReactions } = folded.clocks
  const gone = Math.max(0, nextReactions.length - 1)
  const clocks = { ...folded.clocks, nextReactions: nextReactions.slice(gone) }
  return { ...folded, clocks, roundsBefore: folded.roundsBefore + gone }
}

describe('S3 the clocks that were stored', () => {
  it('are of every story, in every stage', () => {
    const text = JSON.stringify(samples)

    expect(samples.map(({ name }) => name)).toEqual(Object.keys(toldClocks))
    expect(ticketStages.filter((stage) => !text.includes(`"stage":"${stage}"`))).toEqual([])
    expect(pauseReasons.filter((reason) => !text.includes(`"reason":"${reason}"`))).toEqual([])
  })

  it.each(samples)('$file $name reads as it was', ({ name, state }) => {
    const folded = toldClocks[name] ?? nothingFolded

    expect(fromState(folded.uptoSeq, state)).toEqual(kept(folded))
  })

  it.each(samples)('$file $name is the same after it was written again', ({ state }) => {
    const folded = fromState(9, state)
    const again = JSON.parse(toState(folded))

    expect(fromState(9, again)).toEqual(folded)
  })

  it('of a newer program are refused in words', () => {
    const today = schemaOf(toState(nothingFolded))

    expect(() => fromState(1, { schema: today + 1 })).toThrow(
      `state of clocks is of schema ${today + 1}, and this program knows them up to ${today}`,
    )
  })

  it('are nothing yet where no entry was folded', () => {
    expect(fromState(null, null)).toEqual(nothingFolded)
  })
})
