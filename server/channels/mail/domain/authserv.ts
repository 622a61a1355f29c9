/**
 * Whose word on the sender stands topmost in a mail: the server that delivered it last, which alone can be believed. Null: none has
 * said a word.
 */
export function topmostAuthserv(raw: string): string | null {
  const headers = raw.slice(0, 200_000).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const lines = headers.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const topmost = lines.find((line) => /^authentication-results:/i.test(line))
  return /^authentication-results:\s*([a-z0-9.-]{1,253})/i.exec(topmost ?? '')?.[1]?.toLowerCase() ?? null
}
