const shape = /^\/app#\/knowledge\/([a-z0-9]+(?:-[a-z0-9]+)*)$/

/** The article to which an address of this very application leads; null: another place. */
export function articleAt(address: string, origin: string): string | null {
  return address.startsWith(`${origin}/`) ? (shape.exec(address.slice(origin.length))?.[1] ?? null) : null
}

/** For a page around what people have written: a link to an article is followed inside of the page. */
export function followArticles(show: (slug: string) => void): (event: MouseEvent) => void {
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const slug = link === null ? null : articleAt(link.href, globalThis.location.origin)
    if (slug === null || event.defaultPrevented) return
    event.preventDefault()
    show(slug)
  }
}
