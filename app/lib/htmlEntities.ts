/**
 * What markdown-it asks of the package `entities`: a named character such as `&laquo;` as the character. The browser knows
 * all two thousand names, so their table need not be loaded (vite.config.ts puts this in its place).
 */
export function decodeHTML(entity: string): string {
  return new DOMParser().parseFromString(entity.replaceAll('<', '&lt;'), 'text/html').body.textContent
}

/** The same where nothing but a whole name counts: `&ampere;` is no `&` with something behind it. */
export function decodeHTMLStrict(entity: string): string {
  const decoded = decodeHTML(entity)
  return decoded.length > 1 && decoded.endsWith(';') ? entity : decoded
}
