import type { Markup } from './markup.ts'
import { escaped, raw } from './markup.ts'

/** The BB codes that notifications use, as HTML; everything else stays text. */
export function bbcode(text: string): Markup {
  const body = escaped(text)
    .replace(/\[url=([^[\]]+)\]([\s\S]*?)\[\/url\]/gi, (_match, address: string, label: string) => link(address, label))
    .replace(/\[url\]([\s\S]*?)\[\/url\]/gi, (_match, address: string) => link(address, address))
    .replace(/\[user=(\d+)\]([\s\S]*?)\[\/user\]/gi, (_match, id: string, label: string) =>
      link(`/company/personal/user/${id}/`, label),
    )
    .replace(/\[(\/?)(b|i|u|s)\]/gi, (_match, slash: string, tag: string) => `<${slash}${tag.toLowerCase()}>`)
    .replace(/\[br\]|#BR#|\n/gi, '<br>')
  return raw(body)
}

function link(address: string, label: string): string {
  return /^(https?:\/\/|\/)/i.test(address) ? `<a href="${address}" data-portal-link>${label}</a>` : label
}
