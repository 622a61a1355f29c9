import type { Context } from 'hono'
import { languages, type Language } from '#contract/common.ts'

/** What all pages have in common that anybody reads without signing in and without scripts. */
export const publicStyle =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}' +
  ':root{color-scheme:light;background:#fff;color:#22262b}a{color:#0b57d0}' +
  '@media(prefers-color-scheme:dark){:root{color-scheme:dark;background:#17191d;color:#e6e8ea}a{color:#8ab4ff}}' +
  'h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}small{opacity:.8}nav a{margin-right:.75rem}'

/** Nothing is loaded, run or framed. `allowsForms`: to the page's own server. */
export function publicHeaders({ allowsForms }: { allowsForms: boolean }): Record<string, string> {
  const forms = allowsForms ? "'self'" : "'none'"
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}

export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}

/** As the link says, else as the browser wishes, the first that there is. */
export function languageAsked({ req }: Context): Language {
  const wished = [req.query('lang') ?? '', ...(req.header('accept-language') ?? '').slice(0, 200).split(',')]
  const codes = wished.map((one) => one.trim().slice(0, 2).toLowerCase())
  return codes.flatMap((code) => languages.filter((known) => known === code))[0] ?? 'ru'
}
