import { describe, expect, it, vi } from 'vitest'
import { makeLastKnown } from '#server/monitoring/domain/lastKnown.ts'

const ages = {
  freshFor: 10_000,
  againAfter: 2000,
  patience: () => new Promise<void>((resolve) => setTimeout(resolve, 2000)),
}
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 30, 8) + seconds * 1000)

/** What a source says and how often it was asked; it can be away, or not answer at all. */
function aSource() {
  let answer: () => Promise<number> = () => Promise.resolve(1)
  const read = vi.fn<() => Promise<number>>(() => answer())
  return { read, answers: (how: typeof answer) => (answer = how) }
}
const away = () => Promise.reject(new Error('away'))

describe('D3 what was read last', () => {
  it('is read once for as long as it is fresh, however many ask', async () => {
    const { read } = aSource()
    const find = makeLastKnown(read, ages)
    const found = await Promise.all(Array.from({ length: 500 }, (_, number) => find(at(number / 100))))

    expect(found.every(({ value, isStale }) => value === 1 && !isStale)).toBe(true)
    expect(read).toHaveBeenCalledTimes(1)
    await find(at(10))
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('stands, and is said to be old, while it cannot be read; it is tried again every two seconds, and no oftener', async () => {
    const { read, answers } = aSource()
    const find = makeLastKnown(read, ages)
    await find(at(0))
    answers(away)
    expect(await find(at(11))).toEqual({ value: 1, readAt: at(0), isStale: true })
    for (let tenth = 110; tenth < 130; tenth += 1) await find(at(tenth / 10))
    expect(read).toHaveBeenCalledTimes(2)
    await find(at(13))
    expect(read).toHaveBeenCalledTimes(3)

    answers(() => Promise.resolve(2))
    expect(await find(at(15))).toEqual({ value: 2, readAt: at(15), isStale: false })
  })

  it('where nothing was ever read, is nothing, and is not asked for by each who wants it', async () => {
    const { read, answers } = aSource()
    answers(away)
    const find = makeLastKnown(read, ages)
    for (let number = 0; number < 100; number += 1) await expect(find(at(0))).rejects.toThrow('nothing is known yet')
    expect(read).toHaveBeenCalledTimes(1)
    answers(() => Promise.resolve(1))
    expect(await find(at(3))).toMatchObject({ value: 1, isStale: false })
  })

  it('is waited for only so long, and by nobody who comes while it still hangs', async () => {
    vi.useFakeTimers()
    const { read, answers } = aSource()
    const find = makeLastKnown(read, ages)
    await find(at(0))
    let answer: (value: number) => void = () => {}
    answers(() => new Promise((resolve) => (answer = resolve)))
    const first = find(at(11))
    await vi.advanceTimersByTimeAsync(2000)
    expect(await first).toMatchObject({ value: 1, isStale: true })
    expect(await find(at(14))).toMatchObject({ value: 1, isStale: true })
    expect(read).toHaveBeenCalledTimes(2)

    answer(2)
    await vi.advanceTimersByTimeAsync(0)
    expect(await find(at(15))).toMatchObject({ value: 2, isStale: false })
    vi.useRealTimers()
  })
})
