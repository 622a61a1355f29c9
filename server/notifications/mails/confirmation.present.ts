import type { Language } from '#contract/common.ts'
import { mailTexts } from './mails.texts.ts'

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.5rem 1rem}'

/** Nothing of whose address it is stands on it: whoever has the link knows that. */
export function confirmationPage(state: 'ask' | 'done' | 'over', language: Language): Response {
  const { pageTitle, pageAsk, pageButton, pageDone, pageOver } = mailTexts[language]
  const text = { ask: pageAsk, done: pageDone, over: pageOver }[state]
  const form = state === 'ask' ? `<form method="post"><button>${pageButton}</button></form>` : ''
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${pageTitle}</title>
<style>${style}</style><main><h1>${pageTitle}</h1><p>${text}</p>${form}</main></html>`
  return new Response(html, {
    status: state === 'over' ? 410 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  })
}
