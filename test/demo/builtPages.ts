import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cloneRoot } from '#server/platform/embedded/places.ts'
import { startFailure } from '#server/platform/embedded/startFailure.ts'

const sources = ['app', 'placements', 'server/contract', 'vite.config.ts', 'vite.texts.ts', 'package-lock.json']
const pages = ['client', 'desk', 'settings', 'install'].map((name) => join('dist', name, 'index.html'))

/** Builds the application's pages when one is missing or older than what it is made of. */
export async function buildPagesIfNeeded(signal: AbortSignal): Promise<void> {
  const builtAt = Math.min(...pages.map((page) => changedAt(join(cloneRoot, page))))
  const newest = Math.max(...sources.map((source) => newestIn(join(cloneRoot, source))))
  if (builtAt < newest) await build(signal)
}

async function build(signal: AbortSignal): Promise<void> {
  const vite = join(cloneRoot, 'node_modules', 'vite', 'bin', 'vite.js')
  const builder = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: cloneRoot,
    // A test's own environment would build what nobody gets.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  let complaint = ''
  builder.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  await once(builder, 'exit')
  if (builder.exitCode !== 0) throw startFailure(`The pages could not be built:\n${complaint}`)
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return changedAt(path)
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(changedAt(path), ...inside.map((name) => changedAt(join(path, name))))
}

/** Zero for what is not there, so that it counts as older than everything. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
