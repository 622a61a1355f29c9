import { describe, expect, it } from 'vitest'
import { clustersOf, type Failed } from '#server/assistant/learning/domain/gaps.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute))
const failed = (number: number, text: string, changes: Partial<Failed> = {}): Failed => ({
  attemptId: `attempt ${number}`,
  session: `session ${number}`,
  text,
  at: at(number),
  isHandedOver: false,
  ...changes,
})

const subjects = [
  ['не приходят письма на почту', 'письма на почту не приходят', 'почта: письма не приходят совсем'],
  ['как выгрузить сделки в эксель', 'выгрузить сделки в excel', 'нужно выгрузить сделки в эксель файл'],
  ['телефония пропал звук звонка', 'пропал звук звонка в телефонии', 'звук звонка телефонии пропал'],
  ['где поменять логотип портала', 'поменять логотип портала', 'логотип портала где поменять'],
  ['робот не запускается в воронке', 'не запускается робот воронки', 'робот воронки не запускается'],
] as const

describe('A5 gaps', () => {
  it('five hundred questions about five things are five groups, ranked by whom they have cost people', () => {
    const asked = Array.from({ length: 500 }, (_, number) => {
      const subject = subjects[number % subjects.length] ?? subjects[0]
      const text = subject[Math.floor(number / subjects.length) % subject.length] ?? ''
      // The fourth subject went to people most often, then the second.
      const isHandedOver = number % 5 === 3 ? number % 2 === 0 : number % 5 === 1 && number % 4 === 0
      return failed(number, text, { isHandedOver })
    })

    const clusters = clustersOf(asked)

    expect(clusters.map(({ questions }) => questions.length)).toEqual([100, 100, 100, 100, 100])
    expect(clusters[0]?.questions[0].text).toContain('логотип')
    expect(clusters[1]?.questions[0].text).toContain('сделки')
    expect(clusters.map(({ handedOver }) => handedOver)).toEqual([50, 25, 0, 0, 0])
    for (const { questions } of clusters) {
      const own = subjects.find((subject) => subject.some((text) => text === questions[0].text))
      expect(questions.every(({ text }) => own?.some((one) => one === text))).toBe(true)
    }
  })

  it('of one person who asks ten times there is one, and ten people weigh more', () => {
    const [letters, deals] = [subjects[0][0], subjects[1][0]]
    const insisting = Array.from({ length: 10 }, (_, number) => failed(number, letters, { session: 'one' }))
    const several = [20, 21].map((number) => failed(number, deals))

    expect(clustersOf([...insisting, ...several]).map(({ people }) => people)).toEqual([2, 1])
  })

  it('a typing error and another order of words are the same question, another subject is not', () => {
    const asked = ['не приходят письма на почту', 'письма непреходят на почту', 'как выгрузить сделки']
    const clusters = clustersOf(asked.map((text, number) => failed(number, text)))
    expect(clusters.map(({ questions }) => questions.map(({ text }) => text))).toEqual([
      asked.slice(0, 2),
      asked.slice(2),
    ])
  })

  it('a question without a word is in no group', () => {
    expect(clustersOf([failed(1, '???')])).toEqual([])
  })
})
