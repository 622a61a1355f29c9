import { afterAll, describe, expect, it } from 'vitest'
import { compare, type Labelled, type Replayed } from '#server/assistant/learning/domain/rehearsal.ts'
import { makeRetrieval } from '#server/knowledge/retrieval/retrieval.adapter.ts'
import { readOwnArticles, readQuestions } from '#test/bench/questionSets.ts'
import type { IndexedArticle, Question } from '#server/knowledge/retrieval/retrieval.port.ts'

const label: Labelled = { question: 'где код', language: 'ru', articleId: 'a' }
const replayed = (before: string[], after: string[]): Replayed => ({ label, before, after })

describe('A5 the replay gate', () => {
  it('a fall of more than a hundredth is one, a hundredth is not', () => {
    const same = Array.from({ length: 99 }, () => replayed(['a'], ['a']))
    expect(compare([...same, replayed(['a'], ['b', 'a'])]).isWorse).toBe(false)
    expect(compare([...same.slice(1), replayed(['a'], ['b', 'a']), replayed(['a'], ['b', 'a'])])).toMatchObject({
      isWorse: true,
      before: { first: 1, amongThree: 1 },
      after: { first: 0.98, amongThree: 1 },
      lost: [],
    })
  })

  it('names what would not be found among the first three any more', () => {
    expect(compare([replayed(['b', 'c', 'a'], ['b', 'c', 'd', 'a'])])).toMatchObject({ isWorse: true, lost: [label] })
    expect(compare([replayed([], ['a'])])).toMatchObject({ isWorse: false, lost: [] })
    expect(compare([])).toMatchObject({ isWorse: false, before: { first: 0, amongThree: 0 } })
  })
})

const own = readOwnArticles().filter(({ language }) => language === 'ru')
const idOf = new Map(own.map(({ slug, articleId }) => [slug, articleId]))
const retrieval = makeRetrieval({
  source: { versionOf: async () => 1, changesSince: async () => ({ version: 1, changed: own, gone: [] }) },
})
afterAll(() => retrieval.close())

const labels = readQuestions('test/server/knowledge/ownQuestions.jsonl')
  .flatMap(({ q, rel: [slug = ''] }): Labelled[] => {
    const articleId = idOf.get(slug)
    return articleId === undefined ? [] : [{ question: q, language: 'ru', articleId }]
  })
  .slice(0, 60)
const asked = labels.map(({ question: text }): Question => ({ text, language: 'ru', audience: 'clients' }))
type Change = Parameters<typeof retrieval.rehearse>[1]

async function rehearsed(change: Change) {
  const answers = await retrieval.rehearse('desk', change, asked)
  return compare(labels.map((one, at) => ({ label: one, ...(answers[at] ?? { before: [], after: [] }) })))
}

const [first] = own as [IndexedArticle]
const same = { articleId: first.articleId, before: first, after: first }

describe('A5 against our own articles', () => {
  it('a worse article is stopped: one that takes what others are asked by for itself', async () => {
    const others = labels.filter(({ articleId }) => articleId !== first.articleId)
    const greedy = { ...first, phrasings: others.slice(0, 40).map(({ question }) => question) }
    const worse = await rehearsed({ ...same, after: greedy })
    expect(worse.before.first).toBeGreaterThan(0.6)
    expect(worse.isWorse).toBe(true)
  })

  it('a worse set is stopped: an article that is gone', async () => {
    const [{ articleId }] = labels as [Labelled]
    const before = own.find((one) => one.articleId === articleId) ?? null
    const worse = await rehearsed({ articleId, before, after: null })
    expect(worse.isWorse).toBe(true)
    expect(worse.lost.length).toBeGreaterThan(0)
    expect(new Set(worse.lost.map((one) => one.articleId))).toEqual(new Set([articleId]))
  })

  it('nothing is stopped that changes nothing, and the index of the desk stays as it was', async () => {
    const nothing = await rehearsed(same)
    expect(nothing).toMatchObject({ isWorse: false, lost: [] })
    expect(nothing.after).toEqual(nothing.before)
    const answers = await Promise.all(asked.slice(0, 5).map((one) => retrieval.find('desk', { ...one, limit: 3 })))
    const again = await retrieval.rehearse(
      'desk',
      { articleId: 'nobody', before: null, after: null },
      asked.slice(0, 5),
    )
    expect(again.map(({ before }) => before)).toEqual(answers.map(({ hits }) => hits.map(({ articleId }) => articleId)))
  })

  it('a worse engine is stopped: one that reads only the first word', async () => {
    const crippled = asked.map((one) => ({ ...one, text: one.text.split(' ')[0] ?? '' }))
    const [good, bad] = await Promise.all([asked, crippled].map((set) => retrieval.rehearse('desk', same, set)))
    const verdict = compare(
      labels.map((one, at) => ({ label: one, before: good?.[at]?.before ?? [], after: bad?.[at]?.before ?? [] })),
    )
    expect(verdict.isWorse).toBe(true)
  })
})
