const slugShape = /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/

/** The name of a public page in its address: 3 to 40 small Latin letters, digits, and hyphens between them. */
export function isSlug(text: string): boolean {
  return slugShape.test(text)
}
