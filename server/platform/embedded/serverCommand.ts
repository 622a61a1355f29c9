import { fileURLToPath } from 'node:url'

/**
 * Room for young objects, in MB: with a thousand sockets the process holds 152 MB instead of 250 to 280, and the slowest
 * deliveries are quicker, because each clean-up is small (`npm run bench -- chat`).
 */
const youngSpace = '--max-semi-space-size=8'

/** The arguments of `node` that start a server which ends with its launcher; its standard input must be a pipe. */
export function serverCommand(): string[] {
  const preload = new URL('endWithLauncher.ts', import.meta.url).href
  return [youngSpace, '--import', preload, fileURLToPath(new URL('../../main.ts', import.meta.url))]
}
