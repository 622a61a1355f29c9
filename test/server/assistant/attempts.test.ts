import { describe, expect, it } from 'vitest'
import {
  askedSince,
  earlierIn,
  failedIn,
  isRepeated,
  openTurn,
  rejectedIn,
  type Said,
  type Turn,
} from '#server/assistant/dialogue/domain/dialogue.ts'
import {
  judge,
  judgedTurns,
  mayHaveOperator,
  nextAttempt,
  offerAfter,
  turnOf,
} from '#server/assistant/dialogue/domain/reply.ts'

const start = Date.parse('2026-11-20T09:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000)
const wrote = (seq: number, text: string, seconds = seq * 30): Said => ({ seq, text, at: at(seconds) })
const turn = (changes: Partial<Turn> = {}): Turn => ({
  attemptId: `attempt ${changes.questionSeq ?? 1}`,
  questionSeq: 1,
  kind: 'answer',
  attemptNo: 1,
  shown: ['one'],
  chosen: null,
  outcome: null,
  at: at(31),
  ...changes,
})
const failed = (questionSeq: number, changes: Partial<Turn> = {}) =>
  turn({ questionSeq, attemptNo: questionSeq, outcome: 'notHelped', shown: [`article ${questionSeq}`], ...changes })
const terms = { attempts: 3, personOnRequest: false }
const judged = (
  text: string,
  turns: Turn[],
  said: Said[],
  how: { terms?: typeof terms; hasPeople?: boolean; seconds?: number } = {},
) => {
  const asked = wrote(9, text, how.seconds ?? 200)
  return judge(asked, { turns, said: [...said, asked], language: 'ru' }, { terms, hasPeople: true, ...how })
}

describe('A2 an attempt', () => {
  it.each([
    ['notHelped', 1],
    ['rephrased', 1],
    ['abstained', 1],
    ['abandoned', 0],
    ['helped', 0],
    [null, 0],
  ] as const)('whose outcome is %s counts %i', (outcome, count) => {
    expect(failedIn([turn({ outcome })])).toBe(count)
  })

  it('that helped resets the count, what rejects and what is summed', () => {
    const turns = [failed(1), failed(2), turn({ questionSeq: 3, attemptNo: 3, outcome: 'helped' }), failed(4)]
    expect(failedIn(turns)).toBe(1)
    expect(
      earlierIn(
        turns,
        [1, 2, 3, 4].map((seq) => wrote(seq, `вопрос ${seq}`)),
      ),
    ).toEqual(['вопрос 4'])
  })

  it.each([
    ['greeting', null],
    ['thanks', null],
    ['repeat', null],
    ['nothing', null],
    ['unknown', 'abstained'],
    ['answer', null],
    ['list', null],
  ] as const)('%s has the outcome %s at once', (kind, outcome) => {
    const isAttempt = ['unknown', 'answer', 'list'].includes(kind)
    const made = { attemptId: 'x', questionSeq: 1, shown: [], at: at(0), attemptNo: isAttempt ? 1 : null }
    expect(turnOf(kind, made).outcome).toBe(outcome)
  })

  it('never shows again what was rejected: of a list what was chosen, else all of it', () => {
    const list = failed(2, { kind: 'list', shown: ['a', 'b', 'c'] })
    expect(rejectedIn([failed(1), list])).toEqual(['article 1', 'a', 'b', 'c'])
    expect(rejectedIn([failed(1), { ...list, chosen: 'b' }])).toEqual(['article 1', 'b'])
    expect(rejectedIn([turn({ outcome: 'abandoned' }), turn()])).toEqual([])
  })
})

describe('A2 a new question', () => {
  const said = [wrote(1, 'Письма не уходят с портала')]
  const open = [turn()]

  it('in other words within ten minutes says that the answer did not help', () => {
    expect(judged('Почему письма застряли', open, said).before).toEqual({
      attemptId: 'attempt 1',
      outcome: 'rephrased',
    })
    expect(failedIn(judgedTurns(open, judged('Почему письма застряли', open, said)))).toBe(1)
  })

  it.each([
    ['about something else', 'Зелёная лампочка', 200],
    ['after more than ten minutes', 'Почему письма застряли', 31 + 601],
  ])('%s fails nothing', (_name, text, seconds) => {
    expect(judged(text, open, said, { seconds }).before).toEqual({ attemptId: 'attempt 1', outcome: 'abandoned' })
  })

  it('that is the same within a minute is no attempt; a minute later it is asked anew', () => {
    const same = 'Письма НЕ уходят с портала!'
    expect(judged(same, open, said, { seconds: 80 }).what).toBe('repeat')
    expect(judged(same, open, said, { seconds: 92 })).toMatchObject({
      what: 'search',
      before: { outcome: 'rephrased' },
    })
    expect(isRepeated([], [], wrote(1, same))).toBe(false)
  })

  it('is all that was written since the last answer', () => {
    const all = [...said, wrote(2, 'и ещё'), wrote(3, 'письма')]
    expect(askedSince(open, all)).toMatchObject({ seq: 3, text: 'и ещё\nписьма' })
    expect(askedSince(open, said)).toBeNull()
  })
})

describe('A2 a person who is asked for', () => {
  it.each([
    [true, true, 0, 'handOver'],
    [true, false, 0, 'person'],
    [false, true, 0, 'person'],
    [false, true, 3, 'handOver'],
    [false, false, 3, 'person'],
  ] as const)('on request %s, people %s, after %i failures: %s', (personOnRequest, hasPeople, count, what) => {
    const turns = Array.from({ length: count }, (_, index) => failed(index + 1))
    expect(judged('Позовите оператора', turns, [], { terms: { attempts: 3, personOnRequest }, hasPeople }).what).toBe(
      what,
    )
  })
})

describe('A2 after three attempts', () => {
  const ways = ['notHelped', 'rephrased', 'abstained'] as const
  const everyPath = ways.flatMap((one) => ways.flatMap((two) => ways.map((three) => [one, two, three] as const)))

  it.each(everyPath)('%s, %s, %s: people where there are any, else the way on, and not before', (...outcomes) => {
    const turns = outcomes.map((outcome, index) => failed(index + 1, { outcome }))
    for (const count of [0, 1, 2]) {
      expect(offerAfter(turns.slice(0, count), { terms, hasPeople: true })).toBeNull()
      expect(mayHaveOperator(turns.slice(0, count), terms)).toBe(false)
      expect(nextAttempt(turns.slice(0, count))).toBe(count + 1)
    }
    expect(offerAfter(turns, { terms, hasPeople: true })).toBe('operator')
    expect(offerAfter(turns, { terms, hasPeople: false })).toBe('wayOn')
    expect(mayHaveOperator(turns, terms)).toBe(true)
  })

  it('where the regulation lets it, people may be had before', () => {
    expect(mayHaveOperator([], { attempts: 3, personOnRequest: true })).toBe(true)
  })
})

it('A2 only the newest attempt is judged, also when politeness came after it', () => {
  expect(openTurn([turn(), turn({ questionSeq: 2, kind: 'thanks', attemptNo: null })])?.questionSeq).toBe(1)
  expect(openTurn([turn(), failed(2)])).toBeNull()
  expect(openTurn([])).toBeNull()
})
