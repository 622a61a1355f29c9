/** A link that opens the app inside the portal (placement REST_APP_URI), where it is named at a page of it. */
export function appLink(text: string, { appId, at = {} }: { appId: string; at?: Record<string, string> }): string {
  const params = Object.entries(at).map(([name, value]) => `params%5B${name}%5D=${encodeURIComponent(value)}`)
  const query = params.length === 0 ? '' : `?${params.join('&')}`
  return `[url=/marketplace/view/${appId}/${query}]${text}[/url]`
}
