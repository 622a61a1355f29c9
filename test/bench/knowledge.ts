import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { memory } from '#server/platform/embedded/serverCommand.ts'
import { median, round, type Figures } from './figures.ts'
import { madeUpArticle } from './knowledgeData.ts'

const run = promisify(execFile)
const child = new URL('./knowledgeChild.ts', import.meta.url).pathname
const children = 3

/** A desk with 5,000 articles: how soon a new one is found, how long a first index takes, and what memory that costs at most. */
export async function benchKnowledge({ articles = 5000 }: Record<string, number>): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-knowledge-'))
  try {
    const file = join(folder, 'articles.jsonl')
    const lines = Array.from({ length: articles }, (_, number) => JSON.stringify(madeUpArticle(number)))
    await writeFile(file, lines.join('\n'))
    return await measured(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function measured(file: string): Promise<Figures> {
  const all: Figures[] = []
  for (let time = 0; time < children; time += 1) {
    const { stdout } = await run(process.execPath, [...memory, '--expose-gc', child, file])
    all.push(JSON.parse(stdout) as Figures)
  }
  const names = ['publishToFoundMs', 'buildMs', 'peakMinusRestingMb']
  return Object.fromEntries(names.map((name) => [name, round(median(all.map((one) => one[name] ?? 0)))]))
}
