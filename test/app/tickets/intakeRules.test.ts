import { describe, expect, it } from 'vitest'
import { joined, mergedWithPrevious, piecesOf } from '#app/tickets/intake/pieces.ts'
import { proposedSubject } from '#contract/tickets/intake/proposedSubject.ts'
import { openingsOf } from '#app/tickets/openings.ts'

describe('T4 a subject is proposed from the text', () => {
  it.each([
    ['Не приходят письма. Со вчерашнего дня.', 'Не приходят письма'],
    ['Здравствуйте! Не приходят письма', 'Не приходят письма'],
    ['Добрый день, коллеги.\nПропали счета', 'Пропали счета'],
    ['Доброго дня! Зникли рахунки', 'Зникли рахунки'],
    ['Hello, the disk is full', 'the disk is full'],
    ['Hidden fields are empty', 'Hidden fields are empty'],
    ['1. Не приходят письма\n2. Пусто', 'Не приходят письма'],
    ['> - **Цитата**', 'Цитата'],
    ['2. **Счёт** `503` пуст', 'Счёт 503 пуст'],
    ['Цена 2 ** 3 и a**b', 'Цена 2 ** 3 и a**b'],
    ['  много   пробелов\tздесь ', 'много пробелов здесь'],
    ['- Отчёт пустой!', 'Отчёт пустой!'],
    ['одна строка без точки\nвторая', 'одна строка без точки'],
    ['???', '???'],
    ['', ''],
  ])('%s', (text, subject) => {
    expect(proposedSubject(text)).toBe(subject)
  })

  it('is cut between words, and never through a character', () => {
    expect(proposedSubject('слово '.repeat(50))).toBe(`${'слово '.repeat(16).trim()}…`)
    for (const text of ['🙂'.repeat(90), `я${'🙂'.repeat(90)}`]) {
      expect(proposedSubject(text).isWellFormed()).toBe(true)
      expect(proposedSubject(text).length).toBeLessThanOrEqual(101)
    }
  })
})

describe('T4 the pieces of a text', () => {
  let made = 0
  const newIds = () => ({ ticketId: `ticket ${(made += 1)}`, messageId: `message ${made}` })
  const whole = { ticketId: 'ticket', messageId: 'message' }
  const split = (...parts: string[]) => piecesOf(parts, whole, newIds)

  it('the first one goes under the ids of the whole, which may have been sent already', () => {
    const pieces = split('один', 'два')

    expect(pieces[0]).toEqual({ ...whole, subject: '', text: 'один' })
    expect(new Set(pieces.map(({ ticketId }) => ticketId)).size).toBe(2)
  })

  it('are five at most: what is too many stays with the last one', () => {
    expect(split('1', '2', '3', '4', '5', '6', '7').map(({ text }) => text)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5\n\n6\n\n7',
    ])
  })

  it('one is merged with the one before it, and nothing is lost', () => {
    const merged = mergedWithPrevious(split('один', 'два', 'три'), 1)

    expect(merged.map(({ text }) => text)).toEqual(['один\n\nдва', 'три'])
    expect(joined(merged)).toBe('один\n\nдва\n\nтри')
    expect(mergedWithPrevious(merged, 0)).toEqual(merged)
  })

  it('what is true of the product goes into each, the other answers into the first; an empty piece is not sent', () => {
    const answers = { goal: ' Отправить счета ', version: '17.5', object: 'Портал', steps: ' ' }
    const draft = {
      ...whole,
      subject: '',
      text: '',
      answers,
      pieces: split('один', ' ', 'два'),
      keptWhole: 1,
      special: null,
    }

    const [first, second, ...others] = openingsOf(draft, { fromLink: { object: 'Портал' }, files: [] })

    expect(others).toEqual([])
    expect(first?.answers?.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'goal writer',
      'object link',
      'version writer',
    ])
    expect(second).toMatchObject({ subject: 'два', text: 'два', answers: [{ code: 'object' }, { code: 'version' }] })
  })
})
