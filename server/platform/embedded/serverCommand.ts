import { fileURLToPath } from 'node:url'

/**
 * Room for young objects, in MB, and by how many percent the heap may grow between two clean-ups: with a thousand sockets the
 * process holds 150 MB instead of 250 to 280, and the slowest deliveries are quicker, because each clean-up is small
 * (`npm run bench -- chat`).
 */
const memory = ['--max-semi-space-size=8', '--heap-growing-percent=40']

/** The arguments of `node` that start a server which ends with its launcher; its standard input must be a pipe. */
export function serverCommand(): string[] {
  const preload = new URL('endWithLauncher.ts', import.meta.url).href
  return [...memory, '--import', preload, fileURLToPath(new URL('../../main.ts', import.meta.url))]
}
