import { describe, expect, it } from 'vitest'
import { quantaLeft } from '#server/billing/domain/account.ts'
import { refusalOf } from '#test/support/refusals.ts'
import { adjust, after, days, emptyScene, log, minutes, monday, pay, settled, start, stop } from '../scene.ts'

const used = after(emptyScene(), pay(12, monday), start('i1', minutes(5)), stop('i1', minutes(25)))

describe('Q9 an adjustment', () => {
  it('gives back on a live package, and takes from it', () => {
    expect(quantaLeft(after(used, adjust('p1', 2, minutes(30))).account).left).toBe(12)
    expect(quantaLeft(after(used, adjust('p1', -10, minutes(30))).account).left).toBe(0)
  })

  it('takes no balance below 0', () => {
    const twoPackages = after(used, pay(30, minutes(26), { packageId: 'p2' }))

    expect(refusalOf(() => after(twoPackages, adjust('p1', -11, minutes(30))))).toMatchObject({
      code: 'balance_too_low',
      details: { left: 10 },
    })
    expect(refusalOf(() => after(used, adjust('p1', -1, days(31))))?.code).toBe('balance_too_low')
  })

  it('names a package and a reason', () => {
    expect(refusalOf(() => after(used, adjust('nobody’s', 1, minutes(30))))?.code).toBe('package_unknown')
    expect(refusalOf(() => after(used, adjust('p1', 1, minutes(30), '  ')))?.code).toBe('reason_required')
    expect(() => after(used, adjust('p1', 0, minutes(30)))).toThrow(RangeError)
  })

  it('given back on a package that has ended becomes a small one with the plan’s days from now', () => {
    const returned = after(used, adjust('p1', 2, days(40)))

    expect(returned.account.packages.at(-1)).toMatchObject({
      packageId: 'given back on p1',
      planCode: 'prepaid',
      quanta: 2,
      left: 2,
      starts: days(40),
      ends: days(70),
    })
    expect(log(returned)).toContain(`${40 * 24 * 60} service.resumed`)
    expect(quantaLeft(settled(returned, days(70)).account).left).toBe(0)
  })

  it('that takes the last quanta interrupts service, and stops a running timer at its next quantum', () => {
    const running = after(used, start('i2', minutes(30)), adjust('p1', -9, minutes(33)))

    expect(log(after(used, adjust('p1', -10, minutes(30)))).at(-1)).toBe('30 service.interrupted')
    expect(log(settled(running, minutes(60))).slice(-2)).toEqual([
      '40 timer.stopped i2 exhausted',
      '40 service.interrupted',
    ])
  })
})
