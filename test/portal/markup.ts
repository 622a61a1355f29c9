/** HTML that is already safe to embed. */
export interface Markup {
  html: string
}

type Part = string | number | undefined | Markup | Markup[]

/** A template whose values are escaped unless they are markup themselves. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  return { html: texts.map((text, index) => text + written(parts[index])).join('') }
}

export function raw(text: string): Markup {
  return { html: text }
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function written(part: Part): string {
  if (part === undefined) return ''
  if (Array.isArray(part)) return part.map(({ html: text }) => text).join('')
  return typeof part === 'object' ? part.html : escaped(String(part))
}
