/**
 * What markdown-it asks of the package `entities`: a named character such as `&laquo;` as the character. The browser knows
 * all two thousand names, so their table need not be loaded (vite.config.ts puts this in its place).
 */
export function decodeHTML(entity: string): string {
  return new DOMParser().parseFromString(entity.replaceAll('<', '&lt;'), 'text/html').body.textContent
}
