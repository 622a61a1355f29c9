import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dutySteps, type DutyStep } from '#contract/tickets/duty.types.ts'
import { nextStep, type DutyLadder } from '#server/tickets/domain/dutyPage.ts'

function climb(ladder: DutyLadder): { step: DutyStep; people: number[] }[] {
  const climbed: { step: DutyStep; people: number[] }[] = []
  for (;;) {
    const told = climbed.flatMap(({ people }) => people)
    const next = nextStep({ steps: climbed.map(({ step }) => step), told }, ladder)
    if (next === null) return climbed
    climbed.push(next)
  }
}

describe('T12 a page that nobody confirms', () => {
  it('goes from whoever is on duty to the next one, those who lead, and the owner', () => {
    expect(climb({ order: [3, 5, 6], leads: [2, 4], owners: [1] })).toEqual([
      { step: 'onDuty', people: [3] },
      { step: 'next', people: [5] },
      { step: 'lead', people: [2, 4] },
      { step: 'owner', people: [1] },
    ])
  })

  it('passes over a step that would tell nobody new', () => {
    expect(climb({ order: [2], leads: [2], owners: [1] })).toEqual([
      { step: 'onDuty', people: [2] },
      { step: 'owner', people: [1] },
    ])
    expect(climb({ order: [], leads: [], owners: [1] })).toEqual([{ step: 'owner', people: [1] }])
    expect(climb({ order: [], leads: [], owners: [] })).toEqual([])
  })

  it('tells nobody twice and climbs only upwards, whoever is who', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 5 })
    fc.assert(
      fc.property(some, some, some, (order, leads, owners) => {
        const climbed = climb({ order, leads, owners })
        const told = climbed.flatMap(({ people }) => people)
        const places = climbed.map(({ step }) => dutySteps.indexOf(step))
        expect(new Set(told).size).toBe(told.length)
        expect(places).toEqual([...new Set(places)].toSorted())
        for (const userId of [...order.slice(0, 2), ...leads, ...owners]) expect(told).toContain(userId)
      }),
    )
  })
})
