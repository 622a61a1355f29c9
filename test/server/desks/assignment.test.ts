import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseAgent, skillNeeded, type Candidate } from '#server/desks/domain/assignment.ts'

const at = new Date('2026-11-23T09:00:00Z')
const now = { timeZone: 'Europe/Moscow', at }
const anybody = { skill: null, before: null }

const agent = (userId: number, changes: Partial<Candidate> = {}): Candidate => ({
  userId,
  getsTickets: true,
  skills: [],
  shifts: null,
  away: null,
  openTickets: 0,
  assignedAt: null,
  ...changes,
})
const earlier = (minutes: number) => new Date(at.getTime() - minutes * 60_000)

describe('S7 whose ticket it becomes', () => {
  it('by hand: nobody by itself', () => {
    expect(chooseAgent('manual', [agent(1)], anybody, now)).toBeNull()
  })

  it('in turn: whoever has waited longest since their last one', () => {
    const agents = [agent(1, { assignedAt: earlier(5) }), agent(2, { assignedAt: earlier(9) })]

    expect(chooseAgent('roundRobin', agents, anybody, now)).toBe(2)
    expect(chooseAgent('roundRobin', [...agents, agent(3)], anybody, now)).toBe(3)
  })

  it('by load: whoever has least; in turn among equals', () => {
    const agents = [
      agent(1, { openTickets: 4 }),
      agent(2, { openTickets: 1, assignedAt: earlier(1) }),
      agent(3, { openTickets: 1, assignedAt: earlier(2) }),
    ]

    expect(chooseAgent('leastLoaded', agents, anybody, now)).toBe(3)
  })

  it('nobody who is away, off shift or gets none', () => {
    const away = agent(1, { away: { from: earlier(1), until: null } })
    const off = agent(2, { shifts: { 1: [['20:00', '22:00']], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } })

    expect(chooseAgent('roundRobin', [away, off, agent(3, { getsTickets: false })], anybody, now)).toBeNull()
    expect(chooseAgent('roundRobin', [away, off, agent(4)], anybody, now)).toBe(4)
  })

  it('only who has the skill that the category asks for', () => {
    const skill = skillNeeded({ incident: 'Телефония' }, 'incident')

    expect(
      chooseAgent(
        'leastLoaded',
        [agent(1), agent(2, { skills: ['телефония'], openTickets: 9 })],
        { skill, before: null },
        now,
      ),
    ).toBe(2)
    expect(skillNeeded({ incident: 'Телефония' }, 'changeRequest')).toBeNull()
    expect(skillNeeded({ incident: 'Телефония' }, null)).toBeNull()
  })

  it('T1 a reopened ticket goes to whoever had it, if they can', () => {
    const busy = agent(1, { openTickets: 9, assignedAt: at })

    expect(chooseAgent('leastLoaded', [busy, agent(2)], { skill: null, before: 1 }, now)).toBe(1)
    const away = { ...busy, away: { from: earlier(1), until: null } }
    expect(chooseAgent('leastLoaded', [away, agent(2)], { skill: null, before: 1 }, now)).toBe(2)
  })

  it('in turn everybody gets the same number, whatever order they are asked in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }), (people, rounds) => {
        let agents = Array.from({ length: people }, (_, index) => agent(index + 1))
        const got = new Map<number, number>()
        for (let turn = 0; turn < people * rounds; turn += 1) {
          const chosen = chooseAgent('roundRobin', agents.toReversed(), anybody, now)
          got.set(chosen ?? 0, (got.get(chosen ?? 0) ?? 0) + 1)
          const assignedAt = new Date(at.getTime() + turn)
          agents = agents.map((one) => (one.userId === chosen ? { ...one, assignedAt } : one))
        }

        expect([...got.values()]).toEqual(Array.from({ length: people }, () => rounds))
      }),
    )
  })
})
