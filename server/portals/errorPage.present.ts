import type { Language } from '#contract/common.ts'
import { refusalStatus } from '#contract/refusals.ts'
import type { Refusal } from '#server/platform/refusal.ts'
import { errorPageTexts } from './errorPage.texts.ts'

export function refusalPage(refusal: Refusal, language: Language, contentPolicy: string): Response {
  const { title, text, code } = errorPageTexts[language]
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem;color-scheme:light dark}small{opacity:.7}</style>
<h1>${title}</h1><p>${text}</p><small>${code}: ${refusal.code}</small></html>`
  return new Response(html, {
    status: refusalStatus[refusal.code],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}
