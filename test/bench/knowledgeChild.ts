import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { makeRetrieval } from '#server/knowledge/retrieval/retrieval.adapter.ts'
import type { ArticleChanges, IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'
import { median, type Figures } from './figures.ts'
import { madeUpArticle, wordOf } from './knowledgeData.ts'

/** A desk with many articles, measured in a process of its own: what it has published is read when it is asked for. */
const [, , file = ''] = process.argv
const deskId = 'bench'
const published = 10
const collect = globalThis.gc ?? (() => {})

let version = 1
const source = {
  versionOf: async () => version,
  async changesSince(_desk: string, since: number): Promise<ArticleChanges> {
    if (since > 0) return { version, changed: [article(version)], gone: [] }
    const changed: IndexedArticle[] = []
    for await (const line of createInterface({ input: createReadStream(file) }))
      changed.push(JSON.parse(line) as IndexedArticle)
    return { version, changed, gone: [] }
  },
}

function article(number: number): IndexedArticle {
  return { ...madeUpArticle(100_000 + number), title: `${wordOf(50_000 + number)} ${wordOf(60_000 + number)}` }
}

async function publishedToFound(retrieval: ReturnType<typeof makeRetrieval>): Promise<number> {
  version += 1
  const { title, slug } = article(version)
  const began = performance.now()
  retrieval.changed(deskId)
  for (;;) {
    const { hits } = await retrieval.find(deskId, { text: title, audience: 'public', limit: 1 })
    if (hits[0]?.slug === slug) return performance.now() - began
    await pause(5)
  }
}

/** In MB; 5 sets the highest mark back. */
function megabytes(field: string): number {
  return (
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024
  )
}

// A server that has been at work has room for young objects already; its clean-ups do not give that back.
for (let number = 0; number < 2000; number += 1) JSON.parse(JSON.stringify(madeUpArticle(200_000 + number)))
for (let round = 0; round < 3; round += 1) {
  collect()
  await pause(100)
}
const resting = megabytes('VmRSS')
writeFileSync('/proc/self/clear_refs', '5')
const retrieval = makeRetrieval({ source })
const began = performance.now()
await retrieval.find(deskId, { text: wordOf(1), audience: 'public' })
const buildMs = performance.now() - began
const peakMinusRestingMb = megabytes('VmHWM') - resting
const waits: number[] = []
for (let time = 0; time < published; time += 1) waits.push(await publishedToFound(retrieval))
await retrieval.close()
const figures: Figures = { publishToFoundMs: median(waits), buildMs, peakMinusRestingMb }
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(0)
