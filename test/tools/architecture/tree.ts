import { posix } from 'node:path'
import { type Facts, factsOf } from './facts.ts'
import { type Place, placeOf } from './place.ts'

export type Source = { path: string; text: string }
/** `to` is a path of the tree, or the name of a package as it was written. */
export type Import = { written: string; to: string }
export type File = Source & {
  place: Place
  lines: number
  imports: Import[]
  facts: Facts
  /** The template of a component, without its comments. */
  markup: string
}

/** A small model of the source: what lies where, what it says and whom it imports. Tests make one of files that never were. */
export type Tree = { files: File[]; migrations: Source[]; paths: ReadonlySet<string> }
export type Arrow = { from: File; to: string; place: Place }

const aliases = { '#contract/': 'server/contract/', '#server/': 'server/', '#app/': 'app/', '#test/': 'test/' }

/** Of `.ts` and `.vue` the syntax is read; styles and data are known by their path alone. */
export function treeOf(sources: readonly Source[]): Tree {
  const files = sources.filter(({ path }) => /\.(ts|vue)$/.test(path)).map(readFile)
  const migrations = sources.filter(({ path }) => path.startsWith('server/migrations/'))
  return { files, migrations, paths: new Set(sources.map(({ path }) => path)) }
}

function readFile({ path, text }: Source): File {
  const { code, markup } = path.endsWith('.vue') ? partsOf(text) : { code: text, markup: '' }
  const facts = factsOf(path, code)
  const imports = facts.imports.map((written) => ({ written, to: resolve(path, written) }))
  return { path, text, place: placeOf(path), lines: text.trimEnd().split('\n').length, imports, facts, markup }
}

function partsOf(text: string): { code: string; markup: string } {
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)]
  return {
    code: scripts.map(([, code]) => code ?? '').join('\n'),
    markup: text.replaceAll(/<script\b[\s\S]*?<\/script>|<style\b[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, ''),
  }
}

function resolve(from: string, written: string): string {
  const [bare = written] = written.split('?')
  for (const [alias, folder] of Object.entries(aliases))
    if (bare.startsWith(alias)) return folder + bare.slice(alias.length)
  return bare.startsWith('.') ? posix.join(posix.dirname(from), bare) : bare
}

/** Every import whose both ends lie in the tree. */
export function arrowsOf({ files, paths }: Tree): Arrow[] {
  return files.flatMap((from) =>
    from.imports.filter(({ to }) => paths.has(to)).map(({ to }) => ({ from, to, place: placeOf(to) })),
  )
}
