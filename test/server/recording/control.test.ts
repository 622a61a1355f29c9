import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anonymise, namesOf } from './anonymise.ts'
import { partNames } from './everyRoute.ts'
import { readKept, type Recording } from './kept.ts'

const folder = new URL('../../recording/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace('.json', ''))

it('every recording has a file that compares it, and every part of the routes has a recording', () => {
  const compared = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.test.ts'))

  expect(compared.toSorted()).toEqual([...names, 'control'].map((name) => `${name}.test.ts`).toSorted())
  expect(names).toEqual(expect.arrayContaining([...partNames]))
})
const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`

describe.each(names)('control: the recording %s would notice', (name) => {
  const kept = readKept(name)

  it('one field of one answer, wherever it is', () => {
    const unnoticed = Object.keys(kept).filter((place) => isEqual(changedAt(kept, place, changedOnce()), kept))

    expect(unnoticed).toEqual([])
  })

  it('a refusal for another reason, and a further answer', () => {
    const code = /"code":"\w+"/
    const refusals = Object.keys(kept).filter((place) => code.test(JSON.stringify(kept[place])))
    const otherwise = (value: unknown) => JSON.parse(JSON.stringify(value).replace(code, '"code":"internal"'))

    expect(refusals.filter((place) => isEqual(changedAt(kept, place, otherwise), kept))).toEqual([])
    expect(isEqual({ ...kept, 'POST /api/further': [] }, kept)).toBe(false)
  })
})

describe('what is different on each run', () => {
  it('has the same place with the same number, and another one with another', () => {
    const answer = { ticketId: id('a'), byId: { [id('b')]: `seen ${id('a')} and ${id('b')}` } }
    const written = { ticketId: '<id 1>', byId: { '<id 2>': 'seen <id 1> and <id 2>' } }

    expect(anonymise(answer, new Map())).toEqual(written)
    const swapped = { ticketId: id('b'), byId: { [id('a')]: `seen ${id('b')} and ${id('a')}` } }
    expect(anonymise(swapped, new Map())).toEqual(written)
    expect(anonymise({ ...answer, ticketId: id('b') }, new Map())).not.toEqual(written)
  })

  it('is known by name where it has one, the longer address first', () => {
    const known = namesOf({ desk: id('c'), short: '127.0.0.1:30', long: '127.0.0.1:3000' })

    expect(anonymise([id('c'), 'http://127.0.0.1:3000/app', '127.0.0.9:1'], known)).toEqual([
      '<desk>',
      'http://<long>/app',
      '<address 1>',
    ])
  })

  it('of a code its last letters too, while instants, words and numbers stay', () => {
    const answer = { lastGroup: '2026', text: 'Код …-7K3M', year: '2026', at: '2026-11-25T07:00:00.000Z', count: 4 }

    expect(anonymise(answer, new Map())).toEqual({ ...answer, lastGroup: '<group 1>', text: 'Код …-<group 2>' })
  })
})

function isEqual(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other)
    return true
  } catch {
    return false
  }
}

function changedAt(kept: Recording, place: string, change: (value: unknown) => unknown): Recording {
  return { ...kept, [place]: change(kept[place]) }
}

/** Another value for the deepest last thing that is found. */
function changedOnce(): (value: unknown) => unknown {
  return function change(value: unknown): unknown {
    if (Array.isArray(value)) return value.length === 0 ? ['something'] : [...value.slice(0, -1), change(value.at(-1))]
    if (typeof value === 'object' && value !== null) {
      const [last] = Object.entries(value).slice(-1)
      return last === undefined ? { further: true } : { ...value, [last[0]]: change(last[1]) }
    }
    return typeof value === 'number' ? value + 1 : `not ${String(value)}`
  }
}
