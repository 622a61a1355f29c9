/** What nobody's page is called: it would pass for something of the product, or of its vendor. */
const refused: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'api',
  'app',
  'assets',
  'auth',
  'bitrix',
  'bitrix24',
  'desk',
  'feed',
  'healthz',
  'help',
  'hook',
  'index',
  'json',
  'login',
  'mail',
  'metrics',
  'null',
  'opora',
  'readyz',
  'root',
  'rss',
  'security',
  'status',
  'support',
  'system',
  'undefined',
  'www',
])

export function isRefusedSlug(slug: string): boolean {
  return refused.has(slug)
}
