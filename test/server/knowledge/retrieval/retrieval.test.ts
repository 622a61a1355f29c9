import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeRetrieval } from '#server/knowledge/retrieval/retrieval.adapter.ts'
import type { ArticleSource, Retrieval } from '#server/knowledge/retrieval/retrieval.port.ts'
import { article, Shelf } from './articles.ts'

const open: Retrieval[] = []

function startRetrieval(source: ArticleSource, log?: { warn: () => void }): Retrieval {
  const retrieval = makeRetrieval(log === undefined ? { source } : { source, log })
  open.push(retrieval)
  return retrieval
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((retrieval) => retrieval.close()))
})

async function firstOf(retrieval: Retrieval, text: string, deskId = 'desk'): Promise<string | undefined> {
  return (await retrieval.find(deskId, { text, audience: 'public' })).hits[0]?.articleId
}

const mail = article('mail', { title: 'Как подключить почту' })
const deals = article('deals', { title: 'Как создать воронку сделок' })

describe('retrieval', () => {
  it('answers from what a desk has published, and from no other desk', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    shelf.publish('other', deals)
    const retrieval = startRetrieval(shelf)

    expect(await firstOf(retrieval, 'подключить почту')).toBe('mail')
    expect(await firstOf(retrieval, 'воронка сделок')).toBeUndefined()
    expect(await firstOf(retrieval, 'воронка сделок', 'other')).toBe('deals')
  })

  it('follows a wake: what is new is found, what is gone is not', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    const retrieval = startRetrieval(shelf)
    await firstOf(retrieval, 'подключить почту')
    shelf.publish('desk', deals)
    shelf.archive('desk', 'mail')
    retrieval.changed('desk')

    await expect.poll(() => firstOf(retrieval, 'воронка сделок')).toBe('deals')
    expect(await firstOf(retrieval, 'подключить почту')).not.toBe('mail')
  })

  it('follows without a wake, too, as another process does', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    const [one, other] = [startRetrieval(shelf), startRetrieval(shelf)]
    await firstOf(one, 'почта')
    await firstOf(other, 'почта')
    shelf.publish('desk', deals)
    one.changed('desk')

    await expect.poll(() => firstOf(one, 'воронка сделок')).toBe('deals')
    await expect.poll(() => firstOf(other, 'воронка сделок'), { timeout: 10_000 }).toBe('deals')
  })

  it('asks for the version once a second at most', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    let now = 0
    const retrieval = makeRetrieval({ source: shelf, now: () => now })
    open.push(retrieval)
    await firstOf(retrieval, 'почта')
    now = 999
    await firstOf(retrieval, 'почта')
    expect(shelf.asked.versions).toBe(0)
    now = 1000
    for (let time = 0; time < 20; time += 1) await firstOf(retrieval, 'почта')

    expect(shelf.asked.versions).toBe(1)
  })

  it('answers from the index that it has while the database is away', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    const warn = vi.fn<() => void>()
    const retrieval = startRetrieval(
      {
        versionOf: (deskId) => shelf.versionOf(deskId),
        changesSince: (deskId, since) =>
          since > 0 ? Promise.reject(new Error('away')) : shelf.changesSince(deskId, since),
      },
      { warn },
    )
    await firstOf(retrieval, 'почта')
    shelf.publish('desk', deals)
    retrieval.changed('desk')

    await expect.poll(() => warn.mock.calls.length).toBe(1)
    expect(await firstOf(retrieval, 'подключить почту')).toBe('mail')
  })

  it('refuses where there was never an index to answer from, and takes the next question', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    let isAway = true
    const retrieval = startRetrieval({
      versionOf: (deskId) => shelf.versionOf(deskId),
      changesSince: (deskId, since) => (isAway ? Promise.reject(new Error('away')) : shelf.changesSince(deskId, since)),
    })

    await expect(firstOf(retrieval, 'почта')).rejects.toThrow('away')
    isAway = false
    expect(await firstOf(retrieval, 'почта')).toBe('mail')
  })

  it('keeps all that was published in many steps, and few segments of it', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    const retrieval = startRetrieval(shelf)
    await firstOf(retrieval, 'почта')
    const names = Array.from({ length: 25 }, (_, number) => `раздел${String.fromCodePoint(0x430 + number)}ъёк`)
    for (const name of names) {
      shelf.publish('desk', article(name, { title: `Как открыть ${name}` }))
      retrieval.changed('desk')
      await expect.poll(() => firstOf(retrieval, name), { interval: 5 }).toBe(name)
    }

    for (const name of names) expect(await firstOf(retrieval, name)).toBe(name)
    expect(await firstOf(retrieval, 'подключить почту')).toBe('mail')
  })

  it('says the version and the engine that it has answered with', async () => {
    const shelf = new Shelf()
    shelf.publish('desk', mail)
    shelf.publish('desk', deals)

    const found = await startRetrieval(shelf).find('desk', { text: 'почта', audience: 'public' })
    expect(found).toMatchObject({ version: 2, engine: expect.stringMatching(/./) })
  })
})
