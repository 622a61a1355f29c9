import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { round, type Figures } from './figures.ts'

const dist = 'dist'
const prefix = '/assets-of-opora/'

/** The language in which a page is measured: as in a browser, the words of the others do not count. */
const language = 'ru'
const wordsOfOthers = new RegExp(`^assets/texts-[\\w-]+-(?!${language}-)\\w\\w-[\\w-]{8}\\.js$`)

/**
 * Gzipped kB of each placement in one language. `FirstKb`: what the HTML asks for as the server gives it out, with everything
 * that those files import statically: the first paint needs no more. `AllKb`: with every chunk that this page can ever load
 * without being switched to another language. `TextsKb`: the chunks of words among them.
 */
export async function benchPages(): Promise<Figures> {
  await promisify(execFile)('npx', ['vite', 'build', '--logLevel', 'error'])
  const figures: Figures = {}
  const pages = (await readdir(dist, { withFileTypes: true })).filter((entry) =>
    existsSync(join(dist, entry.name, 'index.html')),
  )
  for (const { name } of pages) {
    const html = await readFile(join(dist, name, 'index.html'), 'utf8')
    const named = [...html.matchAll(/(?:src|href)="\/assets-of-opora\/([^"]+)"/g)].map((match) => match[1] ?? '')
    const first = await follow(named, 'static')
    const all = await follow(named, 'all')
    const texts = [...all].filter(([file]) => file.startsWith('assets/texts-'))
    figures[`${name}FirstKb`] = kilobytes([...first.values()])
    figures[`${name}AllKb`] = kilobytes([...all.values()])
    figures[`${name}TextsKb`] = kilobytes(texts.map(([, size]) => size))
  }
  return figures
}

export async function ensureBuilt(): Promise<void> {
  if (!existsSync(join(dist, 'client', 'index.html'))) {
    await promisify(execFile)('npx', ['vite', 'build', '--logLevel', 'error'])
  }
}

/** The files behind these, each with its gzipped size. Chunks name each other by relative paths and in preload lists. */
async function follow(start: string[], kind: 'static' | 'all'): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const queue = [...start]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name) || wordsOfOthers.test(name) || !existsSync(join(dist, name))) continue
    const text = await readFile(join(dist, name))
    found.set(name, gzipSync(text).length)
    if (name.endsWith('.js')) queue.push(...importsOf(name, text.toString('utf8'), kind))
  }
  return found
}

function importsOf(name: string, code: string, kind: 'static' | 'all'): string[] {
  const folder = name.split('/').slice(0, -1).join('/')
  const pattern =
    kind === 'static'
      ? /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g
      : /["'`](?:\.\/|assets-of-opora\/|\/assets-of-opora\/)?((?:assets\/)?[\w.-]+\.(?:js|css))["'`]/g
  return [...code.matchAll(pattern)].map((match) => {
    const file = (match[1] ?? '').replace(prefix.slice(1), '')
    return file.startsWith('assets/') ? file : `${folder}/${file}`
  })
}

function kilobytes(sizes: number[]): number {
  return round(sizes.reduce((sum, size) => sum + size, 0) / 1000)
}
