import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { diffRegulations } from '#server/regulations/domain/diff.ts'
import { worseIn } from '#server/regulations/domain/worse.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { support24 } from '#server/regulations/presets/support24.ts'
import { vendorSla } from '#server/regulations/presets/vendorSla.ts'

const presets = [quantumMaintenance, saasSupport, support24, vendorSla]

/** A copy of a preset, changed in place. */
function changed(regulation: Regulation, change: (copy: Regulation) => void): Regulation {
  const copy = structuredClone(regulation)
  change(copy)
  return copy
}

const quantum = (change: (copy: Regulation) => void) => changed(quantumMaintenance, change)
const places = (before: Regulation, after: Regulation) => worseIn(before, after).map(({ place }) => place)

function office(copy: Regulation): Regulation['calendars'][string] {
  const calendar = copy.calendars[copy.work.calendar]
  if (calendar === undefined) throw new Error('a preset has the calendar by which it works')
  return calendar
}

function firstSold(copy: Regulation) {
  const sold = copy.plans[0]?.sold
  if (sold?.by !== 'quantum') throw new Error('this preset sells by the quantum')
  return sold
}

const better: [what: string, change: (copy: Regulation) => void][] = [
  ['longer days', (copy) => (office(copy).weekly[1] = [['08:00', '20:00']])],
  ['a weekday more', (copy) => (office(copy).weekly[6] = [['10:00', '14:00']])],
  [
    'around the clock',
    (copy) => {
      for (const day of [1, 2, 3, 4, 5, 6, 7] as const) office(copy).weekly[day] = [['00:00', '24:00']]
      office(copy).exceptions = {}
    },
  ],
  [
    'a holiday that is worked',
    (copy) => {
      office(copy).exceptions['2027-01-05'] = [['09:00', '18:00']]
    },
  ],
  [
    'a shorter reaction',
    (copy) => {
      for (const { within } of copy.targets) if (within.by === 'time') within.minutes = Math.ceil(within.minutes / 2)
    },
  ],
  [
    'lower prices',
    (copy) => {
      for (const price of firstSold(copy).quantumPrices) price.minor -= 100
    },
  ],
  [
    'a smaller least package that lasts longer',
    (copy) => {
      firstSold(copy).leastQuanta -= 1
      firstSold(copy).valid.count += 10
    },
  ],
  [
    'one plan more',
    (copy) => {
      const [plan] = structuredClone(copy.plans)
      if (plan !== undefined) copy.plans.push({ ...plan, code: 'further' })
    },
  ],
  ['more that is in scope', (copy) => copy.scope.areas[0]?.included.push({ ru: 'ещё', uk: 'ще', en: 'more' })],
  ['less that is out of scope', (copy) => copy.scope.areas[0]?.excluded.pop()],
  ['more that is in everywhere', (copy) => copy.scope.general.included.push({ ru: 'ещё', uk: 'ще', en: 'more' })],
  ['fewer questions of a quote', (copy) => copy.scope.quoteQuestions.pop()],
  ['a longer notice', (copy) => (copy.noticeDays += 1)],
  ['a reason to refuse less', (copy) => copy.reasons.pop()],
  [
    'a field that need not be filled any more',
    (copy) => {
      for (const field of copy.intake.fields) field.isRequired = false
    },
  ],
  ['more days to reopen', (copy) => (copy.closing.reopenDays += 5)],
]

const worse: [what: string, place: string, change: (copy: Regulation) => void][] = [
  ['shorter days', 'calendars', (copy) => (office(copy).weekly[1] = [['10:00', '15:00']])],
  ['hours that are moved', 'calendars', (copy) => (office(copy).weekly[1] = [['08:00', '17:00']])],
  ['a day off more', 'calendars', (copy) => (office(copy).exceptions['2031-03-03'] = [])],
  ['another zone', 'calendars', (copy) => (office(copy).timeZone = 'Asia/Omsk')],
  [
    'a slower reaction',
    'targets',
    (copy) => {
      for (const { within } of copy.targets) if (within.by === 'time') within.minutes += 1
    },
  ],
  ['no reaction at all', 'targets', (copy) => (copy.targets = [])],
  [
    'one price more, and another less',
    'plans',
    (copy) => {
      const [first, second] = firstSold(copy).quantumPrices
      if (first !== undefined) first.minor -= 100
      if (second !== undefined) second.minor += 1
    },
  ],
  ['a plan that is not sold any more', 'plans', (copy) => copy.plans.pop()],
  ['a larger least package', 'plans', (copy) => (firstSold(copy).leastQuanta += 1)],
  ['a shorter validity', 'plans', (copy) => (firstSold(copy).valid.count -= 1)],
  ['another unit of validity', 'plans', (copy) => (firstSold(copy).valid = { unit: 'months', count: 90 })],
  ['another quantum', 'work.quantumMinutes', (copy) => (copy.work.quantumMinutes = 5)],
  ['a least charge', 'work.leastQuantaPerTicket', (copy) => (copy.work.leastQuantaPerTicket += 1)],
  ['less in scope', 'scope', (copy) => copy.scope.areas[0]?.included.pop()],
  ['more out of scope', 'scope', (copy) => copy.scope.areas[0]?.excluded.push({ ru: 'нет', uk: 'ні', en: 'no' })],
  [
    'more that is out everywhere',
    'scope.general',
    (copy) => copy.scope.general.excluded.push({ ru: 'нет', uk: 'ні', en: 'no' }),
  ],
  [
    'more questions of a quote',
    'scope.quoteQuestions',
    (copy) => copy.scope.quoteQuestions.push({ ru: 'а', uk: 'а', en: 'a' }),
  ],
  [
    'another way on from what is outside',
    'scope.outside.way',
    (copy) => (copy.scope.outside.way = { to: 'connectPartner' }),
  ],
  [
    'an area with a way of its own',
    'scope.areas',
    (copy) => {
      for (const area of copy.scope.areas) area.outside = copy.scope.outside
    },
  ],
  ['a shorter notice', 'noticeDays', (copy) => (copy.noticeDays -= 1)],
  ['another text', 'title.ru', (copy) => (copy.title.ru = 'Иначе')],
  [
    'one more reason to refuse',
    'reasons',
    (copy) => {
      const [reason] = structuredClone(copy.reasons)
      if (reason !== undefined) copy.reasons.push({ ...reason, code: 'further' })
    },
  ],
]

describe('E9 a version that makes nothing worse', () => {
  it.each(presets.map((preset) => [preset.key, preset] as const))('%s is not worse than itself', (_key, preset) => {
    expect(worseIn(preset, structuredClone(preset))).toEqual([])
  })

  it.each(better)('%s', (_what, change) => {
    const after = quantum(change)

    expect(worseIn(quantumMaintenance, after)).toEqual([])
    expect(diffRegulations(quantumMaintenance, after)).not.toEqual([])
  })

  it('hours over midnight are held by hours around the clock', () => {
    const night = quantum((copy) => (office(copy).weekly[1] = [['20:00', '04:00']]))
    const always = changed(night, (copy) => {
      for (const day of [1, 2, 3, 4, 5, 6, 7] as const) office(copy).weekly[day] = [['00:00', '24:00']]
      office(copy).exceptions = {}
    })

    expect(worseIn(night, always)).toEqual([])
  })

  it('the row in which a promise stands does not matter', () => {
    const after = quantum((copy) => (copy.targets = copy.targets.toReversed()))

    expect(worseIn(quantumMaintenance, after).filter(({ place }) => place.startsWith('targets'))).toEqual([])
  })
})

describe('E9 what is worse is named', () => {
  it.each(worse)('%s is named', (_what, place, change) => {
    const after = quantum(change)

    expect(places(quantumMaintenance, after).some((one) => one.startsWith(place))).toBe(true)
    expect(places(quantumMaintenance, after).every((one) => one.startsWith(place) || place === 'calendars')).toBe(true)
  })

  it('people who do not answer a tariff any more', () => {
    const after = changed(support24, ({ people }) => {
      if (people.by === 'level') people.calendars.basic = null
    })

    expect(places(support24, after)).toContain('people.calendars.basic')
  })

  it('a field that this program does not know must stay as it is', () => {
    const with2 = (usual: string): Regulation => Object.assign(structuredClone(quantumMaintenance), { later: usual })

    expect(places(with2('one'), with2('two'))).toEqual(['later'])
  })
})

describe('E9 whatever is changed', () => {
  const aBetter = fc.subarray(better.map(([, change]) => change))
  /** None of the gains touches these. */
  const apart = ['another text', 'another quantum', 'no reaction at all']
  const aWorse = fc.constantFrom(...worse.filter(([what]) => apart.includes(what)).map(([, , change]) => change))
  const all = (changes: ((copy: Regulation) => void)[]) =>
    quantum((copy) => {
      for (const change of changes) change(copy)
    })

  it('several gains are a gain, and taking any of them back is a loss', () => {
    fc.assert(
      fc.property(aBetter, (changes) => {
        const after = all(changes)
        expect(worseIn(quantumMaintenance, after)).toEqual([])
        fc.pre(diffRegulations(quantumMaintenance, after).length > 0)
        expect(worseIn(after, quantumMaintenance)).not.toEqual([])
      }),
    )
  })

  it('no gain makes up for a loss', () => {
    fc.assert(
      fc.property(aBetter, aWorse, (gains, loss) => {
        expect(worseIn(quantumMaintenance, all([...gains, loss]))).not.toEqual([])
      }),
    )
  })

  it('where nothing is worse either way, no ticket is promised anything else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets), fc.constantFrom(...presets), (one, other) => {
        const isEven = worseIn(one, other).length === 0 && worseIn(other, one).length === 0
        expect(isEven ? one.targets : other.targets).toEqual(other.targets)
      }),
    )
  })
})
