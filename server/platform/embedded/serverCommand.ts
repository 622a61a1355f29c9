import { fileURLToPath } from 'node:url'

/**
 * Room for young objects, in MB, and by how many percent the heap may grow between two clean-ups: with a thousand sockets the
 * process holds 150 MB instead of 250 to 280, and the slowest deliveries are quicker, because each clean-up is small
 * (`npm run bench -- chat`). What lies outside the heap counts as what lies in it: otherwise every 25 MB that are sent here as files
 * are a clean-up of everything (700 instead of 300 ms of one core for a file of 48 MB, and messages wait for it; `npm run bench -- files`).
 */
export const memory = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=40',
  '--external-memory-accounted-in-global-limit',
]

/** The arguments of `node` that start a server which ends with its launcher; its standard input must be a pipe. */
export function serverCommand(): string[] {
  const preload = new URL('endWithLauncher.ts', import.meta.url).href
  return [...memory, '--import', preload, fileURLToPath(new URL('../../main.ts', import.meta.url))]
}

/**
 * Where Node keeps what it has made of the program's files, so that the next start takes a third of the time (0.8 instead of 1.9
 * seconds of one core). In the installed packages, which nobody else may write; where they cannot be written, nothing is kept.
 */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/node', import.meta.url)),
}
