import { describe, expect, it } from 'vitest'
import { calendarOf } from '#server/regulations/domain/document.ts'
import { allTraits, targetOf, withoutTargetFor } from '#server/regulations/domain/targets.ts'
import { vendorSla as regulation } from '#server/regulations/presets/vendorSla.ts'

/* Facts of vendor-sla.uk.txt, written down by hand; the number of the paragraph stands in each title. */

describe('vendor-sla: hours and reaction', () => {
  it('2.1 workdays from 9 to 20, without weekends and the holidays of Ukraine', () => {
    const { timeZone, weekly } = calendarOf(regulation, 'office')
    const day = [['09:00', '20:00']]

    expect(regulation.people).toEqual({ by: 'everybody', calendar: 'office' })
    expect(timeZone).toBe('Europe/Kyiv')
    expect(weekly).toEqual({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] })
    expect(regulation.calendars['office']?.country).toBe('UA')
  })

  it('2.1 tickets are handled in the order of arrival, critical ones out of turn', () => {
    expect(regulation.queue).toEqual({ first: ['coupon', 'critical'], thenBy: 'arrival' })
  })

  it('2.3 no time is guaranteed, neither of a reaction nor of a solution', () => {
    const ordinary = allTraits(regulation).filter(({ coupon }) => !coupon)

    expect(ordinary.length).toBeGreaterThan(0)
    for (const traits of ordinary) {
      expect(targetOf(regulation, 'firstReaction', traits)).toBeNull()
      expect(targetOf(regulation, 'nextReaction', traits)).toBeNull()
      expect(targetOf(regulation, 'resolution', traits)).toBeNull()
    }
    expect(withoutTargetFor(regulation, 'basic')?.uk).toContain('Строк не обіцяємо')
  })
})

describe('vendor-sla: 2.4 special requests', () => {
  const { coupons } = regulation

  it('fifteen for a year, to those who have an enterprise licence', () => {
    expect(coupons).toMatchObject({ requests: 15, validYears: 1, levels: ['enterprise'] })
  })

  it('a reaction within an hour, around the clock', () => {
    const traits = { category: 'incident', priority: 'low', plan: null, coupon: true } as const

    expect(targetOf(regulation, 'firstReaction', traits)?.within).toEqual({
      by: 'time',
      minutes: 60,
      calendar: 'always',
    })
    expect(calendarOf(regulation, 'always').weekly[7]).toEqual([['00:00', '24:00']])
  })

  it('a letter names the phone of whoever is responsible', () => {
    expect(coupons?.mailsPhoneOfResponsible).toBe(true)
  })

  it('what is included, developers in working hours only, reviews within limits', () => {
    const included = coupons?.included.map(({ code, calendar, limits }) => [
      code,
      calendar,
      limits.map(({ atMost }) => atMost),
    ])

    expect(included).toEqual([
      ['remoteInstall', null, []],
      ['developers', 'office', []],
      ['database', null, []],
      // One site template, at most five public pages.
      ['performanceReview', null, [1, 5]],
      // At most five components or pages.
      ['securityReview', null, [5]],
    ])
  })

  it('neither new components nor the reworking of existing ones', () => {
    expect(coupons?.excluded).toHaveLength(2)
  })
})

describe('vendor-sla: 3 scope', () => {
  it.each([
    // Paragraph, area, how many things are in, how many are out.
    ['3.1', 'installation', 4, 4],
    ['3.2', 'performance', 3, 3],
    ['3.3', 'updates', 2, 2],
    ['3.4', 'errors', 2, 4],
    ['3.5', 'development', 2, 8],
    ['3.6', 'theory', 5, 0],
  ])('%s %s: %i in, %i out', (_paragraph, code, included, excluded) => {
    const area = regulation.scope.areas.find((one) => one.code === code)

    expect(area?.included).toHaveLength(included)
    expect(area?.excluded).toHaveLength(excluded)
  })

  it('1.3 and 1.4 hold in every area: projects of partners and hosting are out, advice on hosting is general', () => {
    const { included, excluded } = regulation.scope.general

    expect(included.map(({ en }) => en)).toEqual([
      expect.stringMatching(/^On hosting and installing server software general advice only/),
    ])
    expect(excluded.map(({ en }) => en)).toEqual([
      'Looking after projects that partners built, unless the product is the cause',
      'Web design, building sites, hosting',
    ])
  })

  it('there are six areas', () => {
    expect(regulation.scope.areas).toHaveLength(6)
  })

  it('1.3 what is outside goes to hosts and authors of other software; nobody is told to leave this desk for a partner', () => {
    expect(regulation.scope.outside.way).toBeNull()
    expect(regulation.scope.outside.text.en).not.toMatch(/partner/)
  })
})

describe('vendor-sla: 4 submitting and handling', () => {
  it('4.1 the form and the chat of the product are where tickets are made', () => {
    expect(regulation.channels.cloud).toEqual({ official: ['app'], chooseOne: null })
    expect(regulation.channels.box).toEqual({ official: ['app'], chooseOne: null })
  })

  it('4.2 and 1.2 what a ticket says', () => {
    expect(regulation.intake.fields.map(({ code, isRequired }) => [code, isRequired])).toEqual([
      ['description', true],
      ['place', true],
      ['version', true],
      ['edition', true],
      ['steps', false],
      ['article', false],
      ['environment', false],
      ['screenshots', false],
    ])
  })

  it('4.5 phone and other messengers are for talking', () => {
    expect(regulation.channels.talkingOnly).toEqual(['phone', 'telegram', 'whatsapp', 'max', 'otherMessenger'])
  })

  it('4.6 screenshots in JPG, GIF and PNG, BMP only inside an archive', () => {
    expect(regulation.intake.pictures).toEqual(['jpg', 'gif', 'png'])
    expect(regulation.intake.onlyInArchive).toEqual(['bmp'])
  })

  it('4.8 eight reasons to put a ticket off or to refuse it', () => {
    const reasons = regulation.reasons.map(({ code, liftedBy, hasExpectedDate }) => [code, liftedBy, hasExpectedDate])

    expect(reasons).toEqual([
      ['notReproduced', 'access', false],
      ['moreFromClient', 'clientMessage', false],
      ['development', null, true],
      ['technicalRequirements', 'clientMessage', false],
      ['unlicensed', 'clientMessage', false],
      ['outOfScope', null, false],
      ['notConstructive', 'clientMessage', false],
      ['abuse', null, false],
    ])
  })
})

describe('vendor-sla: 5 quality', () => {
  it('a ticket is rated, may be opened again, and the head of support can be written to', () => {
    expect(regulation.feedback).toEqual({ alertUpTo: 2, writeToLead: true, answerWithin: null })
    expect(regulation.closing.reopenDays).toBeGreaterThan(0)
  })
})
