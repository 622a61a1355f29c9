import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

declare module 'vitest' {
  interface ProvidedContext {
    builtForLooks: string
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The one thing that the product never needs: a page takes another language while it is looked at. */
const languageSwitch: Plugin = {
  name: 'opora:language-switch',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/app/lib/i18n.ts') ? `${code}\nReflect.set(window, 'switchLanguage', switchLanguage)` : null,
}

/** vitest's globalSetup: the pages, built exactly as for production, and with that switch. What it returns removes them. */
export async function setup(project: { provide: (name: 'builtForLooks', value: string) => void }) {
  const folder = await mkdtemp(join(tmpdir(), 'opora-looks-'))
  const environment = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'placements'),
    logLevel: 'error',
    plugins: [languageSwitch],
    build: { outDir: folder },
  })
  process.env['NODE_ENV'] = environment ?? 'test'
  project.provide('builtForLooks', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
