import { describe, expect, it } from 'vitest'
import {
  adjust,
  after,
  days,
  emptyScene,
  log,
  minutes,
  monday,
  pay,
  type Scene,
  settled,
  start,
  stop,
} from '../scene.ts'

describe('Q7 warnings', () => {
  const low = ({ events }: Scene) =>
    events.flatMap((event) => (event.type === 'quanta.low' ? [`${event.sign} ${event.left}`] : []))

  it('come at 20 % and at three quanta, once per crossing', () => {
    const scene = after(emptyScene(), pay(20, monday), start('i1', minutes(5)), stop('i1', minutes(204)))

    expect(low(scene)).toEqual(['share 4', 'few 3'])
  })

  it('come again after a payment has led above the marks', () => {
    const scene = after(emptyScene(), pay(20, monday), start('i1', minutes(5)), stop('i1', minutes(204)))

    const again = after(scene, pay(20, minutes(210), { packageId: 'p2' }), start('i2', minutes(211)))

    expect(low(settled(again, days(2)))).toEqual(['share 4', 'few 3', 'share 8', 'few 3'])
  })

  it('come 7 days and 1 day before a package ends, while it has quanta', () => {
    const scene = settled(after(emptyScene(), pay(12, monday)), days(29))
    const ending = scene.events.filter(({ type }) => type === 'package.ending')

    expect(ending.map(({ at }) => at)).toEqual([days(23), days(29)])
    expect(ending).toMatchObject([{ days: 7 }, { days: 1 }])
    const short = after(emptyScene(), pay(12, monday, { validity: { unit: 'days', count: 5 } }))
    expect(log(settled(short, days(6))).filter((line) => line.includes('ending'))).toHaveLength(1)
    const used = after(emptyScene(), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(9)))
    expect(log(settled(used, days(31))).filter((line) => line.includes('ending'))).toEqual([])
  })

  it('about an end do not come with the payment itself, nor late for quanta given back after their day', () => {
    const week = after(emptyScene(), pay(12, monday, { validity: { unit: 'days', count: 7 } }))
    const used = after(emptyScene(), pay(1, monday), start('i1', minutes(5)), stop('i1', minutes(9)))
    const endings = (scene: Scene) => settled(scene, days(31)).events.filter(({ type }) => type === 'package.ending')

    expect(endings(week)).toMatchObject([{ days: 1, at: days(6) }])
    expect(endings(after(used, adjust('p1', 1, days(25))))).toMatchObject([{ days: 1, at: days(29) }])
  })
})
