import { fileURLToPath } from 'node:url'

/** The arguments of `node` that start a server which ends with its launcher; its standard input must be a pipe. */
export function serverCommand(): string[] {
  const preload = new URL('endWithLauncher.ts', import.meta.url).href
  return ['--import', preload, fileURLToPath(new URL('../../main.ts', import.meta.url))]
}
