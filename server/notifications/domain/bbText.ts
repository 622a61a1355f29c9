const bbLink = /\[url=([^\]\s]*)\]([^[\]]*)\[\/url\]/g

/** BB code as plain text, and the place inside the portal to which its link leads; null where it leads out of it, or nowhere. */
export function plainOf(bb: string): { plain: string; path: string | null } {
  const [found] = bb.matchAll(bbLink)
  const path = found?.[1] ?? null
  const plain = bb.replaceAll(bbLink, '').replaceAll('&#91;', '[').replaceAll('&#93;', ']').trim()
  return { plain, path: path === null || !path.startsWith('/') ? null : path }
}

/** What a link into the application names (see `appLink`): `{ ticket: id }`; nothing where it only opens it. */
export function placeOf(path: string): Record<string, string> {
  const { searchParams } = new URL(path, 'https://portal.invalid')
  return Object.fromEntries(
    [...searchParams].flatMap(([key, value]) => {
      const name = /^params\[(\w+)\]$/.exec(key)?.[1]
      return name === undefined ? [] : [[name, value]]
    }),
  )
}
