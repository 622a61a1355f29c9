import { readFile } from 'node:fs/promises'

/** What the portal's page may load; the scripts are TypeScript and lose their types on the way out. */
const assets: Record<string, string> = {
  'main.ts': 'text/javascript',
  'api.ts': 'text/javascript',
  'bell.ts': 'text/javascript',
  'frame.ts': 'text/javascript',
  'frameCommands.ts': 'text/javascript',
  'frameHost.ts': 'text/javascript',
  'protocol.ts': 'text/javascript',
  'slider.ts': 'text/javascript',
  'tools.ts': 'text/javascript',
  'userDialog.ts': 'text/javascript',
  'portal.css': 'text/css',
  'icon.svg': 'image/svg+xml',
}

/** The page's first script; everything else lies beside it. */
const entry = new URL('./browser/main.ts', import.meta.url)

const served = new Map<string, string>()

export async function answerAsset(name: string): Promise<Response> {
  const type = Object.hasOwn(assets, name) ? assets[name] : undefined
  if (type === undefined) return new Response('Not found', { status: 404 })
  const text = served.get(name) ?? (await prepared(name))
  served.set(name, text)
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' } })
}

async function prepared(name: string): Promise<string> {
  const text = await readFile(new URL(name, entry), 'utf8')
  if (!name.endsWith('.ts')) return text
  // node:module could strip the types, too, but warns on the console that it is experimental
  const { default: typescript } = await import('typescript')
  const { ModuleKind, ScriptTarget, transpileModule } = typescript
  return transpileModule(text, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, verbatimModuleSyntax: true },
  }).outputText
}
